package org.postern.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private final InterfaceNames earlierNames;
  private final List<InterfaceSample> interfaces = new ArrayList<>();
  private final List<AccessListReading> accessLists = new ArrayList<>();
  private final List<NamedCounter> counters = new ArrayList<>();
  private final Set<String> gaps = new LinkedHashSet<>();
  private boolean listsComplete = true;

  DeviceMapper(
      DeviceFacts facts,
      List<Profile> profiles,
      Map<TableRead, ReadResult> reads,
      ReadResult scalars,
      InterfaceNames names) {
    this.facts = facts;
    this.profiles = profiles;
    this.reads = reads;
    this.scalars = scalars;
    this.earlierNames = names;
  }

  DeviceReading map() {
    Map<Profile, ProfileTables> read = new LinkedHashMap<>();
    profiles.forEach(profile -> read.put(profile, tables(profile)));
    read.forEach(
        (profile, tables) -> {
          if (isMappedBy(profile, Mappers.INTERFACES)) {
            interfaces.addAll(InterfacesMapper.map(tables, earlierNames::name));
          }
        });
    InterfaceNames names = InterfaceNames.of(interfaces).orElse(earlierNames);
    read.forEach((profile, tables) -> mapRows(profile, tables, names));
    return new DeviceReading(
        facts,
        profiles.stream().map(Profile::id).toList(),
        interfaces,
        accessLists,
        counters,
        List.copyOf(gaps),
        listsComplete);
  }

  private static boolean isMappedBy(Profile profile, String mapper) {
    return profile
        .definition()
        .mapper()
        .map(MapperDefinition::name)
        .filter(mapper::equals)
        .isPresent();
  }

  private void mapRows(Profile profile, ProfileTables tables, InterfaceNames names) {
    BindingMapper bindings = new BindingMapper(names::name);
    for (AccessListDefinition definition : profile.definition().accessLists()) {
      AccessListMapper mapper =
          new AccessListMapper(
              profile.id(), profile.definition().visibility(), definition, tables, bindings);
      accessLists.addAll(mapper.map());
      listsComplete &= mapper.gaps().isEmpty();
    }
    for (NamedCounterDefinition definition : profile.definition().namedCounters()) {
      counters.addAll(
          NamedCounterMapper.map(definition, profile.definition().visibility(), tables));
      gaps.addAll(NamedCounterMapper.gaps(definition, tables));
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
      gaps.addAll(outcome.gaps());
      listsComplete &= outcome.listsComplete();
    }
    gaps.addAll(bindings.gaps());
  }

  private ProfileTables tables(Profile profile) {
    Map<String, RowTable> tables = new LinkedHashMap<>();
    profile
        .tables()
        .forEach(
            (name, spec) -> tables.put(name, RowTable.of(spec, reads.get(profile.read(spec)))));
    tables
        .values()
        .forEach(table -> table.gap().ifPresent(gap -> gaps.add(profile.id() + ": " + gap)));
    Map<String, SnmpValue> values = new LinkedHashMap<>();
    if (!profile.scalars().isEmpty()) {
      ReadGaps.reason(scalars)
          .ifPresent(reason -> gaps.add(profile.id() + ": scalars not read: " + reason));
      profile
          .scalars()
          .forEach(
              (name, oid) -> {
                SnmpValue value = valueOf(oid);
                if (!(value instanceof SnmpValue.Absent)) {
                  values.put(name, value);
                }
              });
    }
    return new ProfileTables(tables, values);
  }

  private SnmpValue valueOf(Oid oid) {
    return scalars.varBindsOrEmpty().stream()
        .filter(varBind -> varBind.oid().equals(oid))
        .map(VarBind::value)
        .findFirst()
        .orElse(new SnmpValue.Absent("not answered"));
  }
}
