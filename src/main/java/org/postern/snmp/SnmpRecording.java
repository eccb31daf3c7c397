package org.postern.snmp;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a device served at one moment: instances and values, sorted by OID; immutable. */
public final class SnmpRecording {
  /** The one absence that a recording keeps: an instance whose value is NULL. */
  static final SnmpValue.Absent NULL = new SnmpValue.Absent("NULL");

  private final Oid[] oids;
  private final SnmpValue[] values;

  private SnmpRecording(Oid[] oids, SnmpValue[] values) {
    this.oids = oids;
    this.values = values;
  }

  /**
   * Takes variable bindings in any order.
   *
   * @throws IllegalArgumentException if an instance occurs twice or has no value
   */
  public static SnmpRecording of(Collection<VarBind> varBinds) {
    List<VarBind> sorted = new ArrayList<>(varBinds);
    sorted.sort(Comparator.comparing(VarBind::oid));
    Oid[] oids = new Oid[sorted.size()];
    SnmpValue[] values = new SnmpValue[sorted.size()];
    for (int i = 0; i < oids.length; i++) {
      oids[i] = sorted.get(i).oid();
      values[i] = sorted.get(i).value();
      if (i > 0 && oids[i].equals(oids[i - 1])) {
        throw new IllegalArgumentException("instance occurs twice: " + oids[i]);
      }
      if (values[i] instanceof SnmpValue.Absent absent && !absent.equals(NULL)) {
        throw new IllegalArgumentException("no value of " + oids[i] + ": " + absent.why());
      }
    }
    return new SnmpRecording(oids, values);
  }

  /**
   * Reads a .snmprec file: lines {@code OID|TYPE|VALUE}, in any order; empty lines and lines that
   * begin with # are passed over.
   *
   * @throws IOException naming file, line and the text seen if a line cannot be understood
   */
  public static SnmpRecording load(Path file) throws IOException {
    List<VarBind> varBinds = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        try {
          varBinds.add(SnmprecLine.parse(line));
        } catch (IllegalArgumentException e) {
          throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
        }
      }
    }
    try {
      return of(varBinds);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  public int size() {
    return oids.length;
  }

  /** The value of exactly this instance. */
  public Optional<SnmpValue> value(Oid instance) {
    int position = Arrays.binarySearch(oids, instance);
    return position < 0 ? Optional.empty() : Optional.of(values[position]);
  }

  /** The first instance after {@code oid}, as GETNEXT finds it (RFC 3416 §4.2.2). */
  public Optional<VarBind> next(Oid oid) {
    int position = positionAfter(oid);
    return position == oids.length ? Optional.empty() : Optional.of(varBind(position));
  }

  /** All instances below {@code root}, in order. */
  public List<VarBind> below(Oid root) {
    List<VarBind> found = new ArrayList<>();
    for (int i = positionAfter(root); i < oids.length && oids[i].startsWith(root); i++) {
      found.add(varBind(i));
    }
    return List.copyOf(found);
  }

  /** All instances, in order. */
  public List<VarBind> varBinds() {
    List<VarBind> all = new ArrayList<>(oids.length);
    for (int i = 0; i < oids.length; i++) {
      all.add(varBind(i));
    }
    return List.copyOf(all);
  }

  /** Where the first instance after {@code oid} stands; {@link #size()} if there is none. */
  public int positionAfter(Oid oid) {
    int position = Arrays.binarySearch(oids, oid);
    return position < 0 ? -position - 1 : position + 1;
  }

  /** Where this instance stands, or a negative number. */
  public int positionOf(Oid instance) {
    return Arrays.binarySearch(oids, instance);
  }

  /** The variable binding at {@code position}, 0 to size − 1. */
  public VarBind varBind(int position) {
    return new VarBind(oids[position], values[position]);
  }
}
