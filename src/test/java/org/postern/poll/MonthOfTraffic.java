package org.postern.poll;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.counter.InterfaceCounters;
import org.postern.counter.InterfaceSample;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.profile.DeviceFacts;
import org.postern.profile.DeviceReading;

/**
 * Five weeks of a gateway in Berlin, counter by counter: people who work by their clock, weekends,
 * Easter, the change to summer time, 32-bit counters that pass their end, and faults whose times
 * are known.
 */
final class MonthOfTraffic {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final Set<LocalDate> EASTER = Set.of(LocalDate.of(2027, 3, 26), LocalDate.of(2027, 3, 29));
  static final Duration INTERVAL = Duration.ofMinutes(5);

  /** A Monday; the clock changes on the 28th. */
  private static final LocalDate BEGIN = LocalDate.of(2027, 3, 1);

  private static final LocalDate END = LocalDate.of(2027, 4, 5);
  private static final long MODULUS_32 = 1L << 32;
  private static final double OCTETS_A_PACKET = 700;

  private static final AccessListEntry MAIL = Gateway.entry("1", Action.PERMIT, "192.0.2.10", 25);
  private static final AccessListEntry NO_POP =
      Gateway.entry("2", Action.DENY, "192.0.2.0/24", 110);
  private static final AccessListEntry NO_SMTP_OUT =
      AccessListEntry.builder("3", Action.DENY)
          .protocol(ProtocolMatch.tcp())
          .source(AddressMatch.parse("192.0.2.0/24"))
          .destinationPorts(PortMatch.eq(25))
          .build();
  private static final AccessList LIST = Gateway.list(MAIL, NO_POP, NO_SMTP_OUT);

  /** What goes wrong, and when. */
  enum Fault {
    SPAM_BURST("2027-03-16T11:00", Duration.ofHours(1)),
    TRAFFIC_SPIKE("2027-03-17T15:00", Duration.ofHours(1)),
    MAIL_STOPS("2027-03-18T10:00", Duration.ofMinutes(90)),
    RENUMBERED("2027-03-19T04:00", INTERVAL),
    FLATLINE("2027-03-23T13:00", Duration.ofHours(2)),
    REBOOT("2027-03-24T03:30", INTERVAL),
    LINE_DROPS("2027-03-25T09:30", Duration.ofHours(1)),
    ERRORS("2027-03-30T14:00", Duration.ofHours(1)),
    LINE_FULL("2027-03-31T10:00", Duration.ofHours(1));

    private final ZonedDateTime from;
    private final ZonedDateTime to;

    Fault(String begin, Duration length) {
      from = LocalDateTime.parse(begin).atZone(BERLIN);
      to = from.plus(length);
    }

    /** Whether a poll at this time counts what happened meanwhile. */
    boolean shows(Instant time) {
      return time.isAfter(from.toInstant()) && !time.isAfter(to.toInstant());
    }

    /** Whether a finding at this time may be due to it. */
    boolean explains(Instant time) {
      return time.isAfter(from.toInstant()) && !time.isAfter(to.toInstant().plus(INTERVAL));
    }
  }

  private final Random random;
  private final long[] hits = {1_000_000, 50_000, 20_000};
  private final long[] octets = new long[4];
  private final long[] packets = new long[4];
  private long errors;
  private long upTime = 360_000;
  private long lastFlat;

  MonthOfTraffic(long seed) {
    random = new Random(seed);
  }

  /** Every poll in its order. */
  List<Instant> times() {
    List<Instant> times = new ArrayList<>();
    Instant end = END.atStartOfDay(BERLIN).toInstant();
    for (Instant at = BEGIN.atStartOfDay(BERLIN).toInstant().plus(INTERVAL);
        !at.isAfter(end);
        at = at.plus(INTERVAL)) {
      times.add(at);
    }
    return times;
  }

  /** What the device answers at this time; to be asked in order. */
  PollOutcome.Answered answer(Instant time) {
    count(time);
    DeviceReading reading =
        new DeviceReading(
            new DeviceFacts("1.3.6.1.4.1.8072.3.2.10", "a gateway", "gw", upTime),
            List.of("test"),
            List.of(sample("out0", 0, time), sample("dmz0", 2, time)),
            List.of(Gateway.hits(LIST, hits[0], hits[1], hits[2])),
            List.of(),
            List.of(),
            true);
    return new PollOutcome.Answered(
        reading, time, Duration.ofMillis(40), Duration.ofMillis(10), Optional.empty());
  }

  private void count(Instant time) {
    double busy = busy(time);
    double seconds = INTERVAL.toSeconds();
    upTime += INTERVAL.toMillis() / 10;
    hits[0] += Fault.MAIL_STOPS.shows(time) ? 0 : poisson(8 + 400 * busy);
    hits[1] += poisson(3 + 15 * busy);
    hits[2] += poisson(1 + 4 * busy) + (Fault.SPAM_BURST.shows(time) ? poisson(900) : 0);
    for (int i = 0; i < octets.length; i++) {
      double bits = (2e6 + (i % 2 == 0 ? 40e6 : 15e6) * busy) * Math.exp(0.08 * gaussian());
      long fresh = Math.round(faulty(i, bits, time) / 8 * seconds);
      if (i == 2) {
        fresh = Fault.FLATLINE.shows(time) && lastFlat > 0 ? lastFlat : fresh;
        lastFlat = fresh;
      }
      octets[i] = (octets[i] + fresh) % MODULUS_32;
      packets[i] = (packets[i] + Math.round(fresh / OCTETS_A_PACKET)) % MODULUS_32;
    }
    errors += Fault.ERRORS.shows(time) ? 60_000 + random.nextInt(1_000) : random.nextInt(3);
    if (Fault.REBOOT.shows(time)) {
      upTime = 12_000;
      java.util.Arrays.fill(hits, 5);
      java.util.Arrays.fill(octets, 100);
      java.util.Arrays.fill(packets, 1);
      errors = 0;
    }
  }

  private static double faulty(int series, double bits, Instant time) {
    if (series == 0 && Fault.TRAFFIC_SPIKE.shows(time)) {
      return bits * 1.8;
    }
    if (series == 1 && Fault.LINE_DROPS.shows(time)) {
      return bits * 0.1;
    }
    return series == 2 && Fault.LINE_FULL.shows(time) ? 94e6 + bits % 4e6 : bits;
  }

  /** How busy people are, 0 to 1, by their own clock. */
  private static double busy(Instant time) {
    ZonedDateTime local = time.minusSeconds(150).atZone(BERLIN);
    double hour = local.getHour() + local.getMinute() / 60.0;
    double curve = Math.exp(-Math.pow((hour - 13) / 4, 2));
    DayOfWeek day = local.getDayOfWeek();
    if (day == DayOfWeek.SUNDAY || EASTER.contains(local.toLocalDate())) {
      return 0.15 * curve;
    }
    return day == DayOfWeek.SATURDAY ? 0.3 * curve : curve;
  }

  private InterfaceSample sample(String name, int first, Instant time) {
    boolean swapped = !time.isBefore(Fault.RENUMBERED.from.toInstant().plus(INTERVAL));
    int index = first == 0 == swapped ? 2 : 1;
    return new InterfaceSample(
        index,
        name,
        "",
        name,
        1,
        1,
        OptionalLong.of(100_000_000),
        OptionalLong.empty(),
        InterfaceCounters.of(
            Map.of(
                InterfaceCounter.IN_OCTETS, new CounterValue(octets[first], 32),
                InterfaceCounter.OUT_OCTETS, new CounterValue(octets[first + 1], 32),
                InterfaceCounter.IN_PACKETS, new CounterValue(packets[first], 32),
                InterfaceCounter.OUT_PACKETS, new CounterValue(packets[first + 1], 32),
                InterfaceCounter.IN_ERRORS, new CounterValue(first == 0 ? errors : 0, 32))));
  }

  private double gaussian() {
    return random.nextGaussian();
  }

  /** A Poisson count, by its Gaussian limit where that is near enough. */
  private long poisson(double mean) {
    if (mean > 60) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
