package org.postern.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.LongStream;
import org.postern.acl.AccessList;
import org.postern.finding.FindingState;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;

/** A process that stores as fast as it can, says what was acknowledged and waits to be killed. */
final class Child {
  static final int BATCH = 4;

  private Child() {}

  /** What the transition with this number is, in whichever process. */
  static Transition transition(long sequence) {
    long finding = 1 + sequence / 3;
    return switch ((int) (sequence % 3)) {
      case 0 -> Examples.step(sequence, TransitionType.RAISED, finding, FindingState.OPEN);
      case 1 -> Examples.step(sequence, TransitionType.CHANGED, finding, FindingState.OPEN);
      default -> Examples.step(sequence, TransitionType.CLEARED, finding, FindingState.CLEARED);
    };
  }

  static AccessList list(long version) {
    return Examples.list("mail-in", 1 + (int) (version % 200));
  }

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    PosternStore store = PosternStore.open(Path.of(arguments[0]), StoreSettings.defaults(), clock);
    say("boots " + store.identity().nextBoots());
    long list =
        store.accessLists().latest("edge").stream()
            .mapToLong(stored -> Long.parseLong(stored.version().digest()))
            .max()
            .orElse(0);
    long hours = 0;
    for (long last = store.findings().lastSequence(); true; last += BATCH) {
      store
          .findings()
          .append(
              LongStream.rangeClosed(last + 1, last + BATCH).mapToObj(Child::transition).toList());
      say("acknowledged " + (last + BATCH));
      store
          .samples()
          .offer(Examples.ofInterfaces(1, Examples.rates(clock.instant(), (double) last), 1, 50));
      if (last % 20 == 0) {
        list++;
        store.accessLists().record("edge", list(list), Long.toString(list), clock.instant());
        say("list " + list);
        String name = "eth" + last;
        int index = store.identity().interfaceIndex("edge", name);
        store.identity().flush();
        say("index " + name + " " + index);
      }
      if (last % 40 == 0) {
        // A backup is due after so long, and if the newest is from the future.
        hours = 7 - hours;
        store.maintain(clock.instant().plus(Duration.ofHours(hours)));
      }
    }
  }

  private static void say(String words) {
    System.out.println(words + " .");
    System.out.flush();
  }
}
