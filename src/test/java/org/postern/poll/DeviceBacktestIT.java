package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListDigest;
import org.postern.acl.Action;
import org.postern.counter.Quality;
import org.postern.finding.BookSettings;
import org.postern.finding.DetectionSettings;
import org.postern.finding.FindingKind;
import org.postern.finding.KindRules;
import org.postern.finding.SeriesKey;
import org.postern.finding.SeriesKey.Quantity;
import org.postern.finding.SeriesReplay;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.postern.store.DevicePoll;
import org.postern.store.HitPoint;
import org.postern.store.InterfacePoint;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;

/** Monday to Thursday of a gateway, of which the Thursday may have odd hours. */
class DeviceBacktestIT {
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Instant MONDAY = Instant.parse("2027-03-08T00:00:00Z");
  private static final Instant THURSDAY = Instant.parse("2027-03-11T00:00:00Z");
  private static final Instant FRIDAY = Instant.parse("2027-03-12T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private static final AccessList LIST =
      Gateway.list(
          Gateway.entry("10", Action.PERMIT, "192.0.2.25", 25),
          Gateway.entry("20", Action.DENY, "192.0.2.0/24", 25));

  @TempDir Path directory;

  private PosternStore open() {
    return PosternStore.open(
        directory, StoreSettings.defaults(), Clock.fixed(FRIDAY, ZoneOffset.UTC));
  }

  /**
   * Plants a history without samples on Wednesday from three to four.
   *
   * @param odd whether Thursday has a burst of traffic at 8, one of denies at 10, no permits at 14
   */
  private void plant(boolean odd) {
    try (PosternStore store = open()) {
      int device = store.identity().deviceIndex("gw");
      int out0 = store.identity().interfaceIndex("gw", "out0");
      int acl = store.identity().aclIndex("gw", LIST.source(), LIST.name());
      List<String> keys = EntryKeys.of(LIST.entries());
      int permit = store.identity().entryIndex("gw", acl, keys.get(0));
      int deny = store.identity().entryIndex("gw", acl, keys.get(1));
      store.accessLists().record("gw", LIST, AccessListDigest.of(LIST), MONDAY);
      store.accessLists().record("gw", LIST, AccessListDigest.of(LIST), FRIDAY);
      long permits = 0;
      long denies = 0;
      Instant gap = THURSDAY.minus(Duration.ofHours(21));
      Quality quality = Quality.UNAVAILABLE; // of the first
      for (Instant at = MONDAY.plusSeconds(20); at.isBefore(FRIDAY); at = at.plus(STEP)) {
        int noise = (int) (at.getEpochSecond() / 300 % 7);
        boolean thursday = odd && !at.isBefore(THURSDAY);
        long permitted = thursday && isIn(at, 14) ? 0 : 20 + noise;
        long denied = thursday && isIn(at, 10) ? 900 : 20 + noise;
        double bits = (thursday && isIn(at, 8) ? 90e6 : 20e6) + noise * 1e5;
        permits += permitted;
        denies += denied;
        if (!at.isBefore(gap) && at.isBefore(gap.plus(HOUR))) {
          quality = Quality.GAP;
          continue;
        }
        store
            .samples()
            .offer(
                new DevicePoll(
                    device,
                    at,
                    List.of(new DevicePoll.OfInterface(out0, point(at, bits, quality))),
                    List.of(
                        new DevicePoll.OfEntry(acl, permit, hits(at, permits, permitted, quality)),
                        new DevicePoll.OfEntry(acl, deny, hits(at, denies, denied, quality)))));
        quality = Quality.COMPLETE;
      }
    }
  }

  private static boolean isIn(Instant at, int hour) {
    return at.atOffset(ZoneOffset.UTC).getHour() == hour;
  }

  private static HitPoint hits(Instant at, long total, long counted, Quality quality) {
    return new HitPoint(at, total, OptionalDouble.of(counted / 300.0), quality);
  }

  private static InterfacePoint point(Instant at, double bits, Quality quality) {
    OptionalDouble rate = OptionalDouble.of(bits);
    OptionalDouble packets = OptionalDouble.of(bits / 8000);
    OptionalDouble none = OptionalDouble.of(0);
    return new InterfacePoint(at, 1, rate, rate, packets, packets, none, none, none, none, quality);
  }

  private static DeviceBacktest.Result replay(PosternStore store, Instant since, Instant until) {
    DeviceBacktest.Query query =
        new DeviceBacktest.Query(
            Gateway.device(),
            since,
            until,
            Duration.ofDays(35),
            name -> true,
            true,
            Optional.of(new SeriesKey(Quantity.DENY_HITS, "outside>dmz", "smtp")));
    SeriesReplay.Rules rules =
        new SeriesReplay.Rules(
            DetectionSettings.defaults(),
            BookSettings.defaults(),
            KindRules.none(),
            Gateway.policy(),
            ZoneOffset.UTC);
    List<Double> progress = new ArrayList<>();
    DeviceBacktest.Result result =
        new DeviceBacktest(new StoredHistory(store, "gw"), query, rules).run(progress::add);
    assertThat(progress).isSorted().last().isEqualTo(1.0);
    return result;
  }

  private static List<String> told(DeviceBacktest.Result result) {
    return result.transitions().stream()
        .map(
            each ->
                each.time().toString().substring(11, 16)
                    + " "
                    + each.type().label()
                    + " "
                    + each.finding().key().kind().label())
        .toList();
  }

  @Test
  void findsWhatTheDaemonWouldHaveFoundAndSaysTheSameOfSamplesAndOfTheirSums() {
    plant(true);
    DeviceBacktest.Result raw;
    try (PosternStore store = open()) {
      raw = replay(store, THURSDAY, FRIDAY);
      store.maintain(FRIDAY);
      DeviceBacktest.Result summed = replay(store, THURSDAY, FRIDAY);
      assertThat(told(summed)).isEqualTo(told(raw));
      assertThat(summed.known()).containsExactlyInAnyOrderElementsOf(raw.known());
    }
    assertThat(told(raw))
        .filteredOn(each -> each.contains(" raised "))
        .containsExactly(
            "08:14 raised trafficSpike", "10:09 raised denySpike", "14:14 raised permitHitsZero");
    assertThat(raw.transitions())
        .filteredOn(each -> each.type() == TransitionType.CLEARED)
        .extracting(each -> each.finding().key().kind())
        .containsExactlyInAnyOrder(
            FindingKind.TRAFFIC_SPIKE, FindingKind.DENY_SPIKE, FindingKind.PERMIT_HITS_ZERO);
    Transition spike = raw.transitions().get(0);
    assertThat(spike.finding().evidence().text()).contains("out0: in 90 Mbit/s, usually 20");
    assertThat(raw.windows()).isEqualTo(288);
    assertThat(raw.first()).contains(MONDAY);
    assertThat(raw.last()).contains(FRIDAY);
    assertThat(raw.gaps()).isEmpty();
    assertThat(raw.known())
        .allSatisfy(
            count -> {
              assertThat(count.windows()).isEqualTo(Map.of(Quality.COMPLETE, 288));
              assertThat(count.learning()).isZero();
            });
    assertThat(raw.plotted()).hasSize(288);
    assertThat(raw.plotted()).filteredOn(step -> step.found()).isNotEmpty();
  }

  @Test
  void calmDaysAreSilentAndAGapIsNoZero() {
    plant(false);
    try (PosternStore store = open()) {
      Instant wednesday = THURSDAY.minus(Duration.ofDays(1));
      DeviceBacktest.Result result = replay(store, wednesday, FRIDAY);
      assertThat(told(result)).isEmpty();
      Instant gap = wednesday.plus(HOUR.multipliedBy(3));
      assertThat(result.gaps()).containsExactly(new DeviceBacktest.Gap(gap, gap.plus(HOUR)));
      assertThat(result.windows()).isEqualTo(2 * 288 - 12);
      assertThat(result.known())
          .extracting(DeviceBacktest.Count::windows)
          .containsOnly(Map.of(Quality.COMPLETE, 2 * 288 - 13, Quality.GAP, 1));
    }
  }

  @Test
  void anEndBeforeTheTimeAskedAboutIsAGapToo() {
    plant(false);
    try (PosternStore store = open()) {
      Instant later = FRIDAY.plus(HOUR);
      assertThat(replay(store, THURSDAY, later).gaps())
          .containsExactly(new DeviceBacktest.Gap(FRIDAY, later));
    }
  }

  @Test
  void saysHowMuchPassedWhileItWasLearning() {
    plant(true);
    try (PosternStore store = open()) {
      DeviceBacktest.Result result = replay(store, MONDAY, THURSDAY);
      assertThat(told(result)).isEmpty();
      // The first two working days, and what the gap left untaught.
      assertThat(result.known())
          .isNotEmpty()
          .allSatisfy(count -> assertThat(count.learning()).isBetween(2 * 288 - 2, 2 * 288 + 12));
    }
  }

  @Test
  void theListsOfEachTimeDecideWhoseHitsCount() {
    plant(false);
    AccessList closed = Gateway.list(Gateway.entry("20", Action.DENY, "192.0.2.0/24", 25));
    Instant changed = THURSDAY.plus(HOUR.multipliedBy(12));
    try (PosternStore store = open()) {
      store.accessLists().record("gw", LIST, AccessListDigest.of(LIST), changed.minusSeconds(60));
      store.accessLists().record("gw", closed, AccessListDigest.of(closed), changed);
      DeviceHistory.Contents contents = new StoredHistory(store, "gw").contents(THURSDAY, FRIDAY);
      assertThat(contents.lists()).containsExactly(LIST, closed);
      assertThat(contents.epochs())
          .containsExactly(
              new DeviceHistory.Epoch(THURSDAY, List.of(0)),
              new DeviceHistory.Epoch(changed, List.of(1)));
      Map<SeriesKey, Integer> windows = new java.util.HashMap<>();
      replay(store, THURSDAY, FRIDAY)
          .known()
          .forEach(count -> windows.put(count.series(), count.total()));
      assertThat(windows)
          .containsEntry(new SeriesKey(Quantity.PERMIT_HITS, "outside>dmz", "smtp"), 144)
          .containsEntry(new SeriesKey(Quantity.DENY_HITS, "outside>dmz", "smtp"), 288);
    }
  }

  @Test
  void nothingIsKnownOfADeviceThatWasNeverSeenAndNoIndexIsGiven() {
    try (PosternStore store = open()) {
      DeviceBacktest.Result result = replay(store, THURSDAY, FRIDAY);
      assertThat(result.first()).isEmpty();
      assertThat(result.known()).isEmpty();
      assertThat(store.identity().knownDevice("gw")).isEmpty();
    }
  }
}
