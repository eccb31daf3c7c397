package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.postern.counter.Quality;
import org.postern.store.DevicePoll.OfEntry;
import org.postern.store.DevicePoll.OfInterface;
import org.postern.store.ItemCodec.Placed;
import org.postern.store.Series.Kind;
import org.postern.store.Series.Place;

class SampleCodecTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_800_000_000);
  private static final Point.Codec POINTS = Point.Codec.INSTANCE;
  private static final Sums.Codec SUMS = Sums.Codec.INSTANCE;

  private static Arbitrary<OptionalDouble> rate() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(OptionalDouble.of(0))),
        Tuple.of(2, Arbitraries.just(OptionalDouble.empty())),
        Tuple.of(5, Arbitraries.floats().map(single -> OptionalDouble.of((double) single))),
        Tuple.of(
            1, Arbitraries.of(-0.0, Double.NaN, (double) Float.MAX_VALUE).map(OptionalDouble::of)));
  }

  private static Arbitrary<InterfacePoint> interfacePoint() {
    return Combinators.combine(
            rate().list().ofSize(8),
            Arbitraries.integers().between(0, 127),
            Arbitraries.of(Quality.class))
        .as(
            (rates, status, quality) ->
                new InterfacePoint(
                    TIME,
                    status,
                    rates.get(0),
                    rates.get(1),
                    rates.get(2),
                    rates.get(3),
                    rates.get(4),
                    rates.get(5),
                    rates.get(6),
                    rates.get(7),
                    quality));
  }

  private static Arbitrary<HitPoint> hitPoint() {
    return Combinators.combine(Arbitraries.longs(), rate(), Arbitraries.of(Quality.class))
        .as((hits, perSecond, quality) -> new HitPoint(TIME, hits, perSecond, quality));
  }

  @Provide
  Arbitrary<DevicePoll> polls() {
    Arbitrary<Integer> index = Arbitraries.integers().greaterOrEqual(0);
    Arbitrary<List<OfInterface>> interfaces =
        Combinators.combine(index, interfacePoint())
            .as(OfInterface::new)
            .list()
            .uniqueElements(OfInterface::index)
            .ofMaxSize(30);
    Arbitrary<List<OfEntry>> entries =
        Combinators.combine(Arbitraries.integers().between(1, 4), index, hitPoint())
            .as(OfEntry::new)
            .list()
            .uniqueElements(each -> Place.ofEntry(each.acl(), each.entry()))
            .ofMaxSize(60);
    return Combinators.combine(interfaces, entries)
        .as((some, others) -> new DevicePoll(7, TIME, some, others));
  }

  private static DevicePoll decoded(List<byte[]> values) {
    List<OfInterface> interfaces = new ArrayList<>();
    List<OfEntry> entries = new ArrayList<>();
    for (byte[] value : values) {
      for (Placed<Point> each : POINTS.all(value)) {
        Place place = each.place();
        switch (place.kind()) {
          case INTERFACE ->
              interfaces.add(new OfInterface(place.index(), each.item().ofInterface(TIME)));
          case HITS ->
              entries.add(new OfEntry(place.list(), place.index(), each.item().ofHits(TIME)));
        }
      }
    }
    return new DevicePoll(7, TIME, interfaces, entries);
  }

  @Property(tries = 500)
  void givesBackEveryPoll(@ForAll("polls") DevicePoll poll) {
    List<byte[]> values = POINTS.encode(poll);

    assertThat(values).hasSize(1);
    assertThat(decoded(values)).isEqualTo(poll);
  }

  @Property(tries = 300)
  void findsEachPointAmongTheOthers(@ForAll("polls") DevicePoll poll) {
    byte[] value = POINTS.encode(poll).get(0);

    for (OfInterface each : poll.interfaces()) {
      assertThat(POINTS.find(value, Place.ofInterface(each.index())))
          .map(point -> point.ofInterface(TIME))
          .contains(each.point());
    }
    for (OfEntry each : poll.entries()) {
      assertThat(POINTS.find(value, Place.ofEntry(each.acl(), each.entry())))
          .map(point -> point.ofHits(TIME))
          .contains(each.point());
    }
    assertThat(POINTS.find(value, Place.ofEntry(9, 1))).isEmpty();
  }

  private static Optional<StoreException> refused(Runnable decoding) {
    try {
      decoding.run();
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e);
    }
  }

  @Property(tries = 500)
  void refusesWhatIsCutOffInAnItem(@ForAll("polls") DevicePoll poll, @ForAll int where) {
    byte[] value = POINTS.encode(poll).get(0);
    byte[] cut = Arrays.copyOf(value, Math.floorMod(where, value.length));

    refused(() -> POINTS.all(cut))
        .ifPresentOrElse(
            refusal -> assertThat(refusal).hasMessageStartingWith("not a row of samples: "),
            () -> assertThat(POINTS.all(value)).hasSizeGreaterThan(POINTS.all(cut).size()));
  }

  @Property(tries = 2_000)
  void failsOnNothingWorseThanAStoreException(
      @ForAll("polls") DevicePoll poll,
      @ForAll int where,
      @ForAll byte other,
      @ForAll @IntRange(min = 0, max = 5) int index) {
    byte[] value = POINTS.encode(poll).get(0);
    value[Math.floorMod(where, value.length)] = other;
    byte[] noise = value.clone();
    noise[0] = ValueWriter.VERSION;

    for (byte[] each : List.of(value, noise)) {
      refused(() -> POINTS.all(each));
      refused(() -> SUMS.all(each));
      refused(() -> POINTS.find(each, Place.ofInterface(index)));
      refused(() -> SUMS.find(each, Place.ofEntry(1, index)));
    }
  }

  @Property(tries = 1_000)
  void failsOnNoiseWithNothingWorseThanAStoreException(@ForAll byte[] noise) {
    refused(() -> POINTS.all(noise));
    refused(() -> SUMS.all(noise));
  }

  @Property(tries = 300)
  void givesBackEverySum(@ForAll("polls") DevicePoll first, @ForAll("polls") DevicePoll second) {
    Sums interfaces = new Sums(Kind.INTERFACE);
    Sums hits = new Sums(Kind.HITS);
    for (DevicePoll poll : List.of(first, second)) {
      poll.interfaces().forEach(each -> interfaces.add(Point.of(each.point())));
      poll.entries().forEach(each -> hits.add(Point.of(each.point())));
    }
    ValueWriter out = new ValueWriter();
    Place before = Place.ofInterface(3);
    out.begin(before);
    SUMS.write(out, interfaces);
    Place after = Place.ofEntry(5, 8);
    out.begin(after);
    SUMS.write(out, hits);
    byte[] value = out.finish().get(0);

    assertThat(SUMS.find(value, before))
        .map(sums -> sums.rollUp(TIME))
        .contains(interfaces.rollUp(TIME));
    assertThat(SUMS.find(value, after)).map(sums -> sums.rollUp(TIME)).contains(hits.rollUp(TIME));
    assertThat(SUMS.all(value))
        .extracting(each -> each.item().rollUp(TIME))
        .containsExactly(interfaces.rollUp(TIME), hits.rollUp(TIME));
  }

  @Test
  void takesTenOctetsOrFewerForAnIdleInterface() {
    OptionalDouble zero = OptionalDouble.of(0);
    InterfacePoint idle =
        new InterfacePoint(
            TIME, 1, zero, zero, zero, zero, zero, zero, zero, zero, Quality.COMPLETE);
    DevicePoll poll = new DevicePoll(1, TIME, List.of(new OfInterface(1, idle)), List.of());

    // Version; kind, list and length of the group; index, head and status.
    assertThat(POINTS.encode(poll).get(0)).hasSize(1 + 6 + 3);
  }

  @Test
  void refusesAnotherVersion() {
    assertThatThrownBy(() -> POINTS.all(new byte[] {2, 0}))
        .isInstanceOf(StoreException.class)
        .hasMessage("not a row of samples: version 2");
  }

  @Test
  void splitsAPollThatIsTooLargeForARow() {
    List<OfEntry> entries =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(entry -> new OfEntry(1, entry, Examples.hits(TIME, 1L << 40)))
            .toList();
    List<byte[]> values = POINTS.encode(new DevicePoll(7, TIME, List.of(), entries));

    assertThat(values).hasSizeGreaterThan(1);
    assertThat(values).allMatch(value -> value.length <= 1_048_576);
    assertThat(decoded(values).entries()).isEqualTo(entries);
  }
}
