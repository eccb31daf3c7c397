package org.postern.snmp.simulator;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.simulator.BerReader.Malformed;

/**
 * Keeps encoded answers for a while, so that thousands of agents that play the same device cost
 * little more than sending. Within that while the device's time stands still. Thread-safe.
 */
public final class AnswerCache {
  private final Clock clock;
  private final long tickMillis;
  private final Map<Question, byte[]> answers = new HashMap<>();
  private long tick;

  /** All that an answer depends on; of the request-id that is how many octets it takes. */
  private record Question(Pdu.Request request, boolean v1, int room, int idOctets) {}

  /**
   * An empty cache.
   *
   * @param tick how long an answer is kept at most, 1 ms and up
   */
  public AnswerCache(Clock clock, Duration tick) {
    this.clock = clock;
    this.tickMillis = tick.toMillis();
    if (tickMillis < 1) {
      throw new IllegalArgumentException("tick below 1 ms: " + tick);
    }
  }

  /** The encoded answer, made anew if none is kept. */
  byte[] answer(Pdu.Request request, boolean v1, int room, Supplier<byte[]> made) throws Malformed {
    Question question =
        new Question(
            new Pdu.Request(
                request.type(),
                0,
                request.nonRepeaters(),
                request.maxRepetitions(),
                request.names()),
            v1,
            room,
            octets(request.requestId()));
    byte @Nullable [] rest = kept(question);
    if (rest == null) {
      byte[] whole = made.get();
      keep(question, afterRequestId(whole));
      return whole;
    }
    BerWriter writer = new BerWriter();
    writer.raw(rest).integer(request.requestId()).wrap(Pdu.RESPONSE, 0);
    return writer.toArray();
  }

  private static int octets(int number) {
    int magnitude = number < 0 ? ~number : number;
    return Integer.BYTES - (Integer.numberOfLeadingZeros(magnitude) - 1) / Byte.SIZE;
  }

  private synchronized byte @Nullable [] kept(Question question) {
    long now = clock.millis() / tickMillis;
    if (now != tick) {
      answers.clear();
      tick = now;
    }
    return answers.get(question);
  }

  private synchronized void keep(Question question, byte[] rest) {
    answers.put(question, rest);
  }

  private static byte[] afterRequestId(byte[] whole) throws Malformed {
    BerReader body = new BerReader(whole, 0, whole.length).enter(Pdu.RESPONSE);
    body.int32();
    return Arrays.copyOfRange(whole, body.position(), whole.length);
  }
}
