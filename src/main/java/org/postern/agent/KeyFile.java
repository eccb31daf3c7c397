package org.postern.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file with the localised keys of one user (RFC 3414 §2.6), which nobody but its owner may read.
 * Whoever steals it can be this user at this engine, but nowhere else, and has no passphrase.
 */
public final class KeyFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFile() {}

  /**
   * The user whose keys these are.
   *
   * @throws IOException if the file cannot be read, others may read it, or it holds no keys; the
   *     message has none of its content
   */
  public static UsmAccount read(Path file) throws IOException {
    if (isPosix(file)) {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      if (!OWNER_ONLY.containsAll(mode)) {
        throw new IOException(
            file
                + " has the mode "
                + PosixFilePermissions.toString(mode)
                + ", and keys are for their owner only: chmod 600, and make new ones if they were"
                + " seen");
      }
    }
    Map<String, String> values = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.strip().split(" +", 2);
      if (words.length == 2 && !line.startsWith("#")) {
        values.put(words[0], words[1]);
      }
    }
    try {
      return new UsmAccount(
          word(values, "user"),
          UsmAccount.Auth.valueOf(word(values, "auth")),
          word(values, "auth-key"),
          UsmAccount.Priv.valueOf(values.getOrDefault("priv", UsmAccount.Priv.NONE.name())),
          values.getOrDefault("priv-key", ""),
          Optional.of(word(values, "engine")));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no keys: make them anew with postern keys", e);
    }
  }

  private static String word(Map<String, String> values, String key) {
    return Optional.ofNullable(values.get(key))
        .orElseThrow(() -> new IllegalArgumentException("no " + key));
  }

  /**
   * Puts the keys in place of what the file had, whole or not at all, with mode 600.
   *
   * @param account a user with keys, see {@link UsmAccount#localizedTo}
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, UsmAccount account) throws IOException {
    StringBuilder text =
        new StringBuilder("# Localised keys of an SNMPv3 user, by postern keys.\n");
    text.append("user ").append(account.name()).append('\n');
    text.append("engine ").append(account.engineId().orElseThrow()).append('\n');
    text.append("auth ").append(account.auth()).append('\n');
    text.append("auth-key ").append(account.authSecret()).append('\n');
    if (account.priv() != UsmAccount.Priv.NONE) {
      text.append("priv ").append(account.priv()).append('\n');
      text.append("priv-key ").append(account.privSecret()).append('\n');
    }
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    // Made with mode 600 (java.nio.file.Files says so), hence never readable for a moment.
    Path fresh = Files.createTempFile(folder, ".keys", "");
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer octets = StandardCharsets.UTF_8.encode(text.toString());
        while (octets.hasRemaining()) {
          channel.write(octets);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
