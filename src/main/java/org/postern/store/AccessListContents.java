package org.postern.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.acl.AccessList;
import org.postern.store.StoreException.Problem;

/**
 * The contents of access lists, each stored once. Rows hold parts of a gzip stream: large objects
 * of H2 live outside its transactions.
 */
final class AccessListContents {
  private static final int PART_OCTETS = 65_536;

  /**
   * Names of lists that somebody holds: a list is stored in several places, and equal lists of many
   * devices come together.
   */
  private static final Map<AccessList, String> NAMES =
      Collections.synchronizedMap(new WeakHashMap<>());

  private AccessListContents() {}

  /** The name that {@link #put} gives to {@code list}. */
  static String nameOf(AccessList list) {
    return NAMES.computeIfAbsent(list, unnamed -> sha256(AccessListJson.write(unnamed)));
  }

  /** Stores {@code list} unless it is there, and says under which name. */
  static String put(Handle handle, AccessList list) {
    String content = nameOf(list);
    boolean stored =
        handle
                .createQuery("SELECT COUNT(*) FROM access_list_content WHERE content = :content")
                .bind("content", content)
                .mapTo(Long.class)
                .one()
            > 0;
    if (!stored) {
      byte[] packed = pack(AccessListJson.write(list));
      PreparedBatch batch =
          handle.prepareBatch(
              "INSERT INTO access_list_content (content, part, octets)"
                  + " VALUES (:content, :part, :octets)");
      for (int from = 0; from < packed.length; from += PART_OCTETS) {
        batch
            .bind("content", content)
            .bind("part", from / PART_OCTETS)
            .bind(
                "octets",
                Arrays.copyOfRange(packed, from, Math.min(packed.length, from + PART_OCTETS)))
            .add();
      }
      batch.execute();
    }
    return content;
  }

  /** The list stored under {@code content}. */
  static AccessList get(Handle handle, String content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    List<byte[]> parts =
        handle
            .createQuery("SELECT octets FROM access_list_content WHERE content = :c ORDER BY part")
            .bind("c", content)
            .mapTo(byte[].class)
            .list();
    parts.forEach(packed::writeBytes);
    byte[] json = unpack(packed.toByteArray());
    if (!sha256(json).equals(content)) {
      throw new StoreException(
          Problem.CORRUPT, "access list content " + content + " is corrupt: its hash differs");
    }
    return AccessListJson.read(json);
  }

  /** Drops those of {@code contents} that no version and no baseline speaks of any more. */
  static void dropUnused(Handle handle, Collection<String> contents) {
    for (String content : contents) {
      handle.execute(
          "DELETE FROM access_list_content WHERE content = ?"
              + " AND NOT EXISTS (SELECT 1 FROM access_list_version WHERE content = ?)"
              + " AND NOT EXISTS (SELECT 1 FROM baseline WHERE content = ?)",
          content,
          content,
          content);
    }
  }

  private static byte[] pack(byte[] json) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(json);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return packed.toByteArray();
  }

  private static byte[] unpack(byte[] packed) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new StoreException(
          Problem.CORRUPT, "access list content is corrupt: " + e.getMessage(), e);
    }
  }

  private static String sha256(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
