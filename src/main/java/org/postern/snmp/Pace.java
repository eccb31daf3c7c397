package org.postern.snmp;

/**
 * How much to ask a device for at once, learned from its answers and kept between reads.
 * Thread-safe.
 */
final class Pace {
  /** Room for variable bindings in an answer that shall not be fragmented on an Ethernet path. */
  private static final int ROOM_OCTETS = 1300;

  private static final int MOST_REPETITIONS = 100;
  private static final int FIRST_GUESS_OCTETS = 28;

  private int octetsPerVarBind = FIRST_GUESS_OCTETS;
  private int wanted;
  private int ceiling = Integer.MAX_VALUE;

  /** How many repetitions to ask for with {@code width} columns side by side; 1 and up. */
  synchronized int repetitions(int width, int first) {
    int bySize = ROOM_OCTETS / octetsPerVarBind;
    int byExperience = wanted == 0 ? first * width : wanted;
    int varBinds = Math.min(Math.min(bySize, byExperience), ceiling);
    return Math.max(1, Math.min(varBinds / width, MOST_REPETITIONS));
  }

  /** How many instances to ask for in one GET. */
  synchronized int instances() {
    int bySize = ROOM_OCTETS / octetsPerVarBind;
    return Math.max(1, Math.min(bySize, ceiling));
  }

  /** The answer had all that was asked: ask for half as much again next time. */
  synchronized void whole(int varBinds, int octets) {
    learnSize(varBinds, octets);
    wanted = Math.max(wanted, varBinds + varBinds / 2 + 1);
  }

  /** The agent cut its answer short; asking for much more is idle. */
  synchronized void cut(int varBinds, int octets) {
    learnSize(varBinds, octets);
  }

  /** No answer to so much: ask for half. It may grow again. */
  synchronized void lost(int askedVarBinds) {
    wanted = Math.max(1, askedVarBinds / 2);
  }

  /** tooBig: never again so much. */
  synchronized void tooBig(int askedVarBinds) {
    ceiling = Math.max(1, askedVarBinds / 2);
    wanted = ceiling;
  }

  private void learnSize(int varBinds, int octets) {
    if (varBinds > 0) {
      int seen = Math.max(8, (octets + varBinds - 1) / varBinds);
      octetsPerVarBind = seen > octetsPerVarBind ? seen : (3 * octetsPerVarBind + seen) / 4;
    }
  }
}
