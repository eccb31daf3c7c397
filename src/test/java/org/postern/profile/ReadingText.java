package org.postern.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AccessListReading;
import org.postern.acl.HitReading;
import org.postern.acl.InterfaceMatch;
import org.postern.counter.InterfaceSample;
import org.postern.profile.mapping.EntryText;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a reading as JSON that a person can review. */
final class ReadingText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReadingText() {}

  static String of(DeviceReading reading) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("profiles", reading.profiles());
    all.put("interfaces", reading.interfaces().stream().map(ReadingText::of).toList());
    all.put("accessLists", reading.accessLists().stream().map(ReadingText::of).toList());
    all.put(
        "namedCounters",
        reading.namedCounters().stream()
            .map(counter -> counter.list() + " / " + counter.name() + ": " + hits(counter.hits()))
            .toList());
    all.put("gaps", reading.gaps());
    all.put("listsComplete", reading.listsComplete());
    return MAPPER.writeValueAsString(all) + "\n";
  }

  private static Map<String, Object> of(InterfaceSample sample) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", sample.name());
    all.put("ifIndex", sample.ifIndex());
    all.put("descr", sample.descr());
    all.put("alias", sample.alias());
    all.put("status", sample.adminStatus() + "/" + sample.operStatus());
    all.put("speed", sample.speedBits().isPresent() ? sample.speedBits().getAsLong() : "unknown");
    all.put(
        "discontinuity",
        sample.discontinuity().isPresent() ? sample.discontinuity().getAsLong() : "not read");
    Map<String, String> counters = new LinkedHashMap<>();
    for (InterfaceSample.InterfaceCounter which : InterfaceSample.InterfaceCounter.values()) {
      sample
          .counter(which)
          .ifPresent(
              value ->
                  counters.put(
                      which.name(),
                      Long.toUnsignedString(value.value()) + " of " + value.width() + " bits"));
    }
    all.put("counters", counters);
    return all;
  }

  private static Map<String, Object> of(AccessListReading reading) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", reading.list().name());
    all.put("source", reading.list().source());
    all.put("families", new TreeSet<>(reading.list().families()));
    all.put(
        "bindings",
        reading.list().bindings().stream()
            .map(binding -> binding.interfaceName() + " " + binding.direction())
            .toList());
    all.put("implicitAction", reading.list().implicitAction().map(Enum::name).orElse("unknown"));
    all.put("visibility", reading.list().visibility().label());
    all.put("gaps", reading.list().gaps());
    List<Object> entries = new ArrayList<>();
    for (AccessListEntry entry : reading.list().entries()) {
      entries.add(of(entry, reading.hits().get(entry.id())));
    }
    all.put("entries", entries);
    return all;
  }

  private static Map<String, Object> of(
      AccessListEntry entry, @org.jspecify.annotations.Nullable HitReading hits) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", entry.id());
    String skip = entry.skipTo() == 0 ? "" : " to " + entry.skipTo();
    all.put("does", entry.action() + skip);
    all.put("match", match(entry));
    all.put("text", entry.text());
    all.put("comment", entry.comment());
    all.put("hits", hits == null ? "none" : hits(hits));
    return all;
  }

  static String match(AccessListEntry entry) {
    String in = interfaces(entry.ingress());
    String out = interfaces(entry.egress());
    return (in.isEmpty() ? "" : "in " + in + " ")
        + (out.isEmpty() ? "" : "out " + out + " ")
        + EntryText.match(entry);
  }

  private static String interfaces(InterfaceMatch match) {
    if (match instanceof InterfaceMatch.Named named) {
      return named.name();
    }
    if (match instanceof InterfaceMatch.Not not) {
      return "!" + interfaces(not.inner());
    }
    return match instanceof InterfaceMatch.AnyOf anyOf
        ? "{"
            + String.join(", ", anyOf.options().stream().map(ReadingText::interfaces).toList())
            + "}"
        : "";
  }

  private static String hits(HitReading hits) {
    return "%s %s of %d bits%s"
        .formatted(
            Long.toUnsignedString(hits.value()),
            hits.unit().name().toLowerCase(java.util.Locale.ROOT),
            hits.width(),
            hits.counted() ? "" : ", not counted");
  }
}
