package org.postern.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** A recording, read as a device would be, without a network. */
final class RecordedRows {
  private final NavigableMap<Oid, SnmpValue> values;

  private RecordedRows(NavigableMap<Oid, SnmpValue> values) {
    this.values = values;
  }

  static RecordedRows read(Path file) {
    try {
      return of(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RecordedRows of(List<String> lines) {
    NavigableMap<Oid, SnmpValue> values = new TreeMap<>();
    for (String line : lines) {
      if (!line.isBlank()) {
        String[] parts = line.split("\\|", 3);
        values.put(Oid.parse(parts[0]), value(parts[1], parts[2]));
      }
    }
    return new RecordedRows(values);
  }

  /** The same recording without what {@code drop} picks. */
  RecordedRows without(Predicate<Oid> drop) {
    NavigableMap<Oid, SnmpValue> kept = new TreeMap<>();
    values.forEach(
        (oid, value) -> {
          if (!drop.test(oid)) {
            kept.put(oid, value);
          }
        });
    return new RecordedRows(kept);
  }

  /** The same recording with one value changed. */
  RecordedRows with(String oid, SnmpValue value) {
    NavigableMap<Oid, SnmpValue> changed = new TreeMap<>(values);
    changed.put(Oid.parse(oid), value);
    return new RecordedRows(changed);
  }

  /** The same recording with other values. */
  RecordedRows changed(BiFunction<Oid, SnmpValue, SnmpValue> change) {
    NavigableMap<Oid, SnmpValue> changed = new TreeMap<>();
    values.forEach((oid, value) -> changed.put(oid, change.apply(oid, value)));
    return new RecordedRows(changed);
  }

  List<Oid> names() {
    return List.copyOf(values.keySet());
  }

  private static SnmpValue value(String type, String text) {
    byte[] octets =
        type.endsWith("x")
            ? HexFormat.of().parseHex(text)
            : text.getBytes(StandardCharsets.ISO_8859_1);
    return switch (type.replace("x", "")) {
      case "2" -> new SnmpValue.Int(Integer.parseInt(text));
      case "4" -> new SnmpValue.Octets(octets);
      case "6" -> new SnmpValue.ObjectId(Oid.parse(text));
      case "64" -> address(text);
      case "65" -> new SnmpValue.Counter32(Long.parseLong(text));
      case "66" -> new SnmpValue.Gauge32(Long.parseLong(text));
      case "67" -> new SnmpValue.TimeTicks(Long.parseLong(text));
      case "68" -> new SnmpValue.Opaque(octets);
      case "70" -> new SnmpValue.Counter64(Long.parseUnsignedLong(text));
      default -> throw new IllegalArgumentException("type " + type);
    };
  }

  private static SnmpValue address(String text) {
    byte[] octets = new byte[4];
    String[] parts = text.split("\\.", -1);
    for (int i = 0; i < 4; i++) {
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return new SnmpValue.IpAddress(octets);
  }

  boolean hasRows(Oid table) {
    Oid next = values.ceilingKey(table);
    return next != null && next.startsWith(table);
  }

  /** The indexes a column has, as text. */
  Stream<String> column(String column) {
    Oid prefix = Oid.parse(column);
    return values.keySet().stream()
        .filter(oid -> oid.startsWith(prefix))
        .map(oid -> oid.dropFirst(prefix.length()).toString());
  }

  ReadResult walk(List<Oid> columns) {
    List<VarBind> found = new ArrayList<>();
    for (Oid column : columns) {
      for (Map.Entry<Oid, SnmpValue> entry : values.tailMap(column, false).entrySet()) {
        if (!entry.getKey().startsWith(column)) {
          break;
        }
        found.add(new VarBind(entry.getKey(), entry.getValue()));
      }
    }
    return new ReadResult.Complete(found, 1, 0);
  }

  ReadResult get(List<Oid> instances) {
    return new ReadResult.Complete(
        instances.stream()
            .map(
                oid ->
                    new VarBind(
                        oid, values.getOrDefault(oid, new SnmpValue.Absent("noSuchInstance"))))
            .collect(Collectors.toList()),
        1,
        0);
  }

  private @Nullable SnmpValue scalar(String oid) {
    return values.get(Oid.parse(oid));
  }

  @Nullable Oid sysObjectId() {
    return scalar("1.3.6.1.2.1.1.2.0") instanceof SnmpValue.ObjectId id ? id.value() : null;
  }

  DeviceFacts facts() {
    String name =
        scalar("1.3.6.1.2.1.1.5.0") instanceof SnmpValue.Octets octets ? octets.text() : "";
    String descr =
        scalar("1.3.6.1.2.1.1.1.0") instanceof SnmpValue.Octets octets ? octets.text() : "";
    long upTime =
        scalar("1.3.6.1.2.1.1.3.0") instanceof SnmpValue.TimeTicks ticks ? ticks.value() : 0;
    Oid id = sysObjectId();
    return new DeviceFacts(id == null ? "" : id.toString(), descr, name, upTime);
  }

  /** Reads all that the profiles plan. */
  Map<TableRead, ReadResult> readAll(List<Profile> profiles) {
    Map<TableRead, ReadResult> reads = new HashMap<>();
    for (TableRead read : ReadPlan.of(profiles).tables()) {
      reads.put(read, walk(read.columns()));
    }
    return reads;
  }

  /** Matches and maps as a poll does. */
  DeviceReading map(ProfileCatalog catalog) {
    List<Profile> profiles = catalog.match(sysObjectId(), this::hasRows);
    return Profiles.map(
            facts(),
            profiles,
            readAll(profiles),
            get(ReadPlan.of(profiles).scalars()),
            KnownMapping.nothing(),
            new SharedLists())
        .reading();
  }
}
