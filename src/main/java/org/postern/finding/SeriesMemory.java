package org.postern.finding;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postern.acl.MailPort;
import org.postern.counter.BaselineState;
import org.postern.counter.SeriesModel;
import org.postern.counter.SeriesSettings;
import org.postern.finding.SeriesKey.Quantity;

/**
 * What is usual for every series of a device. What was learned outlives a restart by {@link
 * #stored}; whether a finding is under way does not, the book knows that. Confined to the device's
 * evaluation.
 */
public final class SeriesMemory implements SeriesStates {
  /** A series that nobody saw for so many days is forgotten. */
  private static final int FORGOTTEN_DAYS = 60;

  private static final int NEVER = Integer.MIN_VALUE;

  private final Map<SeriesKey, byte[]> untouched;
  private final Map<DeviceMemory.Flow, DenyHistory> denies = new HashMap<>();
  private final Map<DeviceMemory.Flow, PermitHistory> permits = new HashMap<>();
  private final Map<String, LineHistory> lines = new HashMap<>();
  private final Map<DeviceMemory.Flow, CleartextHistory> cleartext = new HashMap<>();
  private final Map<FindingKey, DeviceMemory.Flow> rests = new HashMap<>();
  private final DiscontinuityHistory discontinuities = new DiscontinuityHistory();

  private SeriesMemory(Map<SeriesKey, byte[]> stored) {
    untouched = new HashMap<>(stored);
  }

  /** Nothing is known yet. */
  public static SeriesMemory fresh() {
    return new SeriesMemory(Map.of());
  }

  /** Goes on from what {@link #stored} gave. */
  public static SeriesMemory restored(Map<SeriesKey, byte[]> stored) {
    return new SeriesMemory(stored);
  }

  /** What to keep over a restart: what is known of the series that something was learned of. */
  public Map<SeriesKey, byte[]> stored() {
    forgetTheGone();
    Map<SeriesKey, byte[]> all = new HashMap<>(untouched);
    denies.forEach(
        (flow, history) -> put(all, SeriesKey.of(Quantity.DENY_HITS, flow), history.model()));
    permits.forEach(
        (flow, history) -> put(all, SeriesKey.of(Quantity.PERMIT_HITS, flow), history.model()));
    lines.forEach(
        (name, history) -> {
          put(all, SeriesKey.of(Quantity.IN_BITS, name), history.in().model());
          put(all, SeriesKey.of(Quantity.OUT_BITS, name), history.out().model());
        });
    cleartext.forEach(
        (flow, history) ->
            all.put(SeriesKey.of(Quantity.CLEARTEXT, flow), history.stored().array()));
    return all;
  }

  private static void put(Map<SeriesKey, byte[]> all, SeriesKey key, SeriesModel model) {
    if (model.lastDay().isPresent()) {
      all.put(key, model.stored());
    }
  }

  @Override
  public BaselineState ofLine(String name) {
    LineHistory line = lines.get(name);
    return line == null
        ? BaselineState.NONE
        : less(line.in().model().state(), line.out().model().state());
  }

  @Override
  public BaselineState ofPort(String crossing, MailPort port) {
    DeviceMemory.Flow flow = new DeviceMemory.Flow(crossing, port);
    DenyHistory denied = denies.get(flow);
    PermitHistory permitted = permits.get(flow);
    if (denied == null || permitted == null) {
      return denied != null
          ? denied.model().state()
          : permitted != null ? permitted.model().state() : BaselineState.NONE;
    }
    return less(denied.model().state(), permitted.model().state());
  }

  private static BaselineState less(BaselineState one, BaselineState other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /**
   * Whether nobody saw any of these series for so long that they say nothing of today, as of a
   * device that is not watched any more.
   *
   * @param stored what {@link #stored} gave
   */
  public static boolean isForgotten(Map<SeriesKey, byte[]> stored, LocalDate today) {
    return stored.values().stream()
        .flatMapToInt(each -> SeriesModel.lastDay(each).stream())
        .allMatch(day -> day < today.toEpochDay() - FORGOTTEN_DAYS);
  }

  private void forgetTheGone() {
    Stream<SeriesModel> all =
        Stream.of(
                denies.values().stream().map(DenyHistory::model),
                permits.values().stream().map(PermitHistory::model),
                lines.values().stream().map(line -> line.in().model()))
            .flatMap(models -> models);
    int newest = all.mapToInt(SeriesMemory::lastDay).max().orElse(NEVER);
    untouched.entrySet().removeIf(each -> isGone(each.getKey(), each.getValue(), newest));
    denies.values().removeIf(history -> isGone(history.model(), newest));
    permits.values().removeIf(history -> isGone(history.model(), newest));
    lines.values().removeIf(line -> isGone(line.in().model(), newest));
  }

  private static boolean isGone(SeriesModel model, int newest) {
    return isLongBefore(lastDay(model), newest);
  }

  /** A share of cleartext has no days; it is small. */
  private static boolean isGone(SeriesKey key, byte[] stored, int newest) {
    return key.quantity() != Quantity.CLEARTEXT
        && isLongBefore(SeriesModel.lastDay(stored).orElse(NEVER), newest);
  }

  private static boolean isLongBefore(int last, int newest) {
    // In long: nothing is long before never.
    return last != NEVER && last < (long) newest - FORGOTTEN_DAYS;
  }

  private static int lastDay(SeriesModel model) {
    return model.lastDay().orElse(NEVER);
  }

  /** Notes under which series a finding's hits are learned, if it is not that of its subject. */
  void judged(HitPart part) {
    if (part.series().crossing().equals(part.key().subject().object())) {
      rests.remove(part.key());
    } else {
      rests.put(part.key(), part.series());
    }
  }

  /** The series of a finding about hits; empty if it is about no port. */
  Optional<DeviceMemory.Flow> series(FindingKey key) {
    Subject subject = key.subject();
    return Optional.ofNullable(rests.get(key))
        .or(() -> subject.port().map(port -> new DeviceMemory.Flow(subject.object(), port)));
  }

  boolean hasDenies(DeviceMemory.Flow flow) {
    return denies.containsKey(flow)
        || untouched.containsKey(SeriesKey.of(Quantity.DENY_HITS, flow));
  }

  boolean hasPermits(DeviceMemory.Flow flow) {
    return permits.containsKey(flow)
        || untouched.containsKey(SeriesKey.of(Quantity.PERMIT_HITS, flow));
  }

  DenyHistory denies(DeviceMemory.Flow flow, Supplier<DetectionSettings> given) {
    return denies.computeIfAbsent(
        flow,
        unseen -> {
          DetectionSettings settings = given.get();
          return new DenyHistory(
              model(SeriesKey.of(Quantity.DENY_HITS, flow), settings.series().counts()),
              settings.denySpike());
        });
  }

  PermitHistory permits(DeviceMemory.Flow flow, Supplier<DetectionSettings> given) {
    return permits.computeIfAbsent(
        flow,
        unseen -> {
          DetectionSettings settings = given.get();
          return new PermitHistory(
              model(SeriesKey.of(Quantity.PERMIT_HITS, flow), settings.series().counts()),
              settings.permitSilence());
        });
  }

  /** Whether there was an odd number of denies lately, of one window at least. */
  public boolean isSpikeSuspected() {
    return denies.values().stream().anyMatch(DenyHistory::isSuspicious);
  }

  /** Whether the coming poll may show a spike, so that its sources are worth asking for. */
  public boolean isSpikeDue() {
    return denies.values().stream().anyMatch(DenyHistory::isDue);
  }

  LineHistory line(String name, Supplier<DetectionSettings> given) {
    return lines.computeIfAbsent(
        name,
        unseen -> {
          DetectionSettings settings = given.get();
          return new LineHistory(
              model(SeriesKey.of(Quantity.IN_BITS, name), settings.series().rates()),
              model(SeriesKey.of(Quantity.OUT_BITS, name), settings.series().rates()),
              settings);
        });
  }

  CleartextHistory cleartext(DeviceMemory.Flow flow, Supplier<DetectionSettings> given) {
    return cleartext.computeIfAbsent(
        flow,
        unseen -> {
          byte[] stored = untouched.remove(SeriesKey.of(Quantity.CLEARTEXT, flow));
          return new CleartextHistory(
              given.get().cleartext(),
              stored == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(stored));
        });
  }

  /** The flows to this port whose hits were seen, by the name of their crossing. */
  List<DeviceMemory.Flow> flows(MailPort port) {
    return Stream.concat(permits.keySet().stream(), denies.keySet().stream())
        .filter(flow -> flow.port() == port)
        .distinct()
        .sorted(Comparator.comparing(DeviceMemory.Flow::crossing))
        .toList();
  }

  /** What was learned of a series that was seen since the start; none of a cleartext share. */
  Optional<SeriesModel> known(SeriesKey key) {
    return switch (key.quantity()) {
      case DENY_HITS -> flow(key).map(denies::get).map(DenyHistory::model);
      case PERMIT_HITS -> flow(key).map(permits::get).map(PermitHistory::model);
      case IN_BITS -> knownLine(key.object()).map(line -> line.in().model());
      case OUT_BITS -> knownLine(key.object()).map(line -> line.out().model());
      case CLEARTEXT -> Optional.empty();
    };
  }

  private static Optional<DeviceMemory.Flow> flow(SeriesKey key) {
    return MailPort.parse(key.port()).map(port -> new DeviceMemory.Flow(key.object(), port));
  }

  Optional<LineHistory> knownLine(String name) {
    return Optional.ofNullable(lines.get(name));
  }

  DiscontinuityHistory discontinuities() {
    return discontinuities;
  }

  /** The lists are other ones: a silence that began before says nothing. */
  void listsChanged() {
    permits.values().forEach(PermitHistory::interrupted);
  }

  private SeriesModel model(SeriesKey key, SeriesSettings settings) {
    return Optional.ofNullable(untouched.remove(key))
        .flatMap(bytes -> SeriesModel.restored(settings, bytes))
        .orElseGet(() -> new SeriesModel(settings));
  }
}
