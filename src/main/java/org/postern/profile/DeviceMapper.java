package org.postern.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessListReading;
import org.postern.acl.NamedCounter;
import org.postern.counter.InterfaceSample;
import org.postern.profile.language.AccessListDefinition;
import org.postern.profile.language.Mappers;
import org.postern.profile.language.ProfileDefinition.MapperDefinition;
import org.postern.profile.language.ProfileDefinition.NamedCounterDefinition;
import org.postern.profile.language.ProfileDefinition.ScalarCounterDefinition;
import org.postern.profile.linux.LinuxListings;
import org.postern.profile.mapping.AccessListMapper;
import org.postern.profile.mapping.BindingMapper;
import org.postern.profile.mapping.InterfacesMapper;
import org.postern.profile.mapping.MappedList;
import org.postern.profile.mapping.NamedCounterMapper;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.ReadGaps;
import org.postern.profile.rows.RowTable;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** Maps one device once. */
final class DeviceMapper {
  private final DeviceFacts facts;
  private final List<Profile> profiles;
  private final Map<TableRead, ReadResult> reads;
  private final ReadResult scalars;
  private final KnownMapping known;
  private final SharedLists shared;
  private final List<InterfaceSample> interfaces = new ArrayList<>();
  private final List<AccessListReading> accessLists = new ArrayList<>();
  private final List<NamedCounter> counters = new ArrayList<>();
  private final List<KeptLists> kept = new ArrayList<>();
  private final Map<Profile, List<String>> tableGaps = new LinkedHashMap<>();
  private final Set<String> rowGaps = new LinkedHashSet<>();
  private boolean listsComplete = true;

  DeviceMapper(
      DeviceFacts facts,
      List<Profile> profiles,
      Map<TableRead, ReadResult> reads,
      ReadResult scalars,
      KnownMapping known,
      SharedLists shared) {
    this.facts = facts;
    this.profiles = profiles;
    this.reads = reads;
    this.scalars = scalars;
    this.known = known;
    this.shared = shared;
  }

  Profiles.Mapped map() {
    profiles.forEach(profile -> tableGaps.put(profile, new ArrayList<>()));
    for (Profile profile : profiles) {
      if (isMappedBy(profile, Mappers.INTERFACES)) {
        interfaces.addAll(InterfacesMapper.map(tables(profile), known.names()::name));
      }
    }
    InterfaceNames told = InterfaceNames.of(interfaces).orElse(known.names());
    InterfaceNames names = told.equals(known.names()) ? known.names() : told;
    for (Profile profile : profiles) {
      if (!isMappedBy(profile, Mappers.INTERFACES)) {
        mapLists(profile, names);
      }
    }
    Set<String> gaps = new LinkedHashSet<>();
    tableGaps.values().forEach(gaps::addAll);
    gaps.addAll(rowGaps);
    return new Profiles.Mapped(
        new DeviceReading(
            facts,
            profiles.stream().map(Profile::id).toList(),
            interfaces,
            accessLists,
            counters,
            List.copyOf(gaps),
            listsComplete),
        new KnownMapping(names, kept));
  }

  private static boolean isMappedBy(Profile profile, String mapper) {
    return profile
        .definition()
        .mapper()
        .map(MapperDefinition::name)
        .filter(mapper::equals)
        .isPresent();
  }

  private void mapLists(Profile profile, InterfaceNames names) {
    List<KeptLists.Read> tables = new ArrayList<>();
    profile
        .tables()
        .values()
        .forEach(
            spec -> {
              TableRead read = profile.read(spec);
              tables.add(new KeptLists.Read(read, Optional.ofNullable(reads.get(read))));
            });
    Optional<KeptLists.Basis> basis = KeptLists.Basis.of(profile, tables, scalars(profile), names);
    Optional<KeptLists> same = basis.flatMap(now -> known.lists(now).or(() -> shared.of(now)));
    if (same.isPresent()) {
      accessLists.addAll(same.get().readings(tables));
      kept.add(same.get());
      return;
    }
    if (basis.isPresent()) {
      tables.forEach(KeptLists.Read::decode);
    }
    int gapsBefore = rowGaps.size();
    List<MappedList> lists = mapRows(profile, tables(profile), names);
    lists.forEach(list -> accessLists.add(list.reading()));
    if (rowGaps.size() == gapsBefore && tableGaps(profile).isEmpty()) {
      basis
          .flatMap(now -> KeptLists.of(now, tables, lists))
          .ifPresent(
              fresh -> {
                kept.add(fresh);
                shared.add(fresh);
              });
    }
  }

  private List<String> tableGaps(Profile profile) {
    return tableGaps.computeIfAbsent(profile, any -> new ArrayList<>());
  }

  private List<MappedList> mapRows(Profile profile, ProfileTables tables, InterfaceNames names) {
    BindingMapper bindings = new BindingMapper(names::name);
    List<MappedList> lists = new ArrayList<>();
    for (AccessListDefinition definition : profile.definition().accessLists()) {
      AccessListMapper mapper =
          new AccessListMapper(
              profile.id(), profile.definition().visibility(), definition, tables, bindings);
      lists.addAll(mapper.map());
      listsComplete &= mapper.gaps().isEmpty();
    }
    for (NamedCounterDefinition definition : profile.definition().namedCounters()) {
      counters.addAll(
          NamedCounterMapper.map(definition, profile.definition().visibility(), tables));
      rowGaps.addAll(NamedCounterMapper.gaps(definition, tables));
    }
    for (ScalarCounterDefinition definition : profile.definition().scalarCounters()) {
      NamedCounterMapper.map(definition, profile.definition().visibility(), tables)
          .ifPresent(counters::add);
    }
    if (isMappedBy(profile, Mappers.LINUX_LISTINGS)) {
      LinuxListings.Outcome outcome =
          new LinuxListings(
                  profile.id(),
                  profile.definition().visibility(),
                  profile.definition().mapper().orElseThrow().options())
              .map(tables);
      accessLists.addAll(outcome.lists());
      rowGaps.addAll(outcome.gaps());
      listsComplete &= outcome.listsComplete();
    }
    rowGaps.addAll(bindings.gaps());
    return lists;
  }

  private ProfileTables tables(Profile profile) {
    Map<String, RowTable> tables = new LinkedHashMap<>();
    profile
        .tables()
        .forEach(
            (name, spec) -> tables.put(name, RowTable.of(spec, reads.get(profile.read(spec)))));
    List<String> gaps = tableGaps(profile);
    tables
        .values()
        .forEach(table -> table.gap().ifPresent(gap -> gaps.add(profile.id() + ": " + gap)));
    if (!profile.scalars().isEmpty()) {
      ReadGaps.reason(scalars)
          .ifPresent(reason -> gaps.add(profile.id() + ": scalars not read: " + reason));
    }
    return new ProfileTables(tables, scalars(profile));
  }

  private Map<String, SnmpValue> scalars(Profile profile) {
    Map<String, SnmpValue> values = new LinkedHashMap<>();
    profile
        .scalars()
        .forEach(
            (name, oid) -> {
              SnmpValue value = valueOf(oid);
              if (!(value instanceof SnmpValue.Absent)) {
                values.put(name, value);
              }
            });
    return values;
  }

  private SnmpValue valueOf(Oid oid) {
    return scalars.varBindsOrEmpty().stream()
        .filter(varBind -> varBind.oid().equals(oid))
        .map(VarBind::value)
        .findFirst()
        .orElse(new SnmpValue.Absent("not answered"));
  }
}
