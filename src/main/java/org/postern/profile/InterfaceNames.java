package org.postern.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.counter.InterfaceSample;

/** Which interface has which ifIndex now; ifIndex may change when the agent restarts. */
public final class InterfaceNames {
  private final Map<Integer, String> byIndex;

  private InterfaceNames(Map<Integer, String> byIndex) {
    this.byIndex = Map.copyOf(byIndex);
  }

  public static InterfaceNames none() {
    return new InterfaceNames(Map.of());
  }

  public static InterfaceNames of(Map<Integer, String> byIndex) {
    return new InterfaceNames(byIndex);
  }

  public static InterfaceNames of(List<InterfaceSample> samples) {
    Map<Integer, String> names = new HashMap<>();
    samples.forEach(sample -> names.put(sample.ifIndex(), sample.name()));
    return new InterfaceNames(names);
  }

  /** These names, and those of {@code older} for what is not among them. */
  public InterfaceNames orElse(InterfaceNames older) {
    Map<Integer, String> names = new HashMap<>(older.byIndex);
    names.putAll(byIndex);
    return new InterfaceNames(names);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InterfaceNames that && byIndex.equals(that.byIndex);
  }

  @Override
  public int hashCode() {
    return byIndex.hashCode();
  }

  public Optional<String> name(int ifIndex) {
    return Optional.ofNullable(byIndex.get(ifIndex));
  }
}
