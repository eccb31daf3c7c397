package org.postern.snmp;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Records what a real device serves, all of it, without what is private. Thread-safe; each
 * recording has a sanitizer of its own unless one is given.
 */
public final class DeviceRecorder {
  /** Everything: below .1, LLDP's 1.0.8802 too. */
  private static final Oid ALL = Oid.of(1);

  private final SnmpReader reader;

  /** What came of it. */
  public sealed interface Outcome {
    /** The whole device. */
    record Recorded(SnmpRecording recording) implements Outcome {}

    /** A beginning of it, and why there is no more. */
    record Incomplete(SnmpRecording recording, String reason) implements Outcome {}

    /** Nothing. */
    record Failed(ReadResult why) implements Outcome {}
  }

  public DeviceRecorder(SnmpReader reader) {
    this.reader = reader;
  }

  /**
   * Walks the device and sanitizes what it tells; the future always completes normally.
   *
   * @param maxInstances where to stop, with what there is by then
   */
  public CompletableFuture<Outcome> record(
      SnmpTarget target, int maxInstances, RecordingSanitizer sanitizer) {
    return reader
        .walk(target, List.of(ALL), maxInstances)
        .thenApplyAsync(result -> outcome(result, sanitizer));
  }

  private static Outcome outcome(ReadResult result, RecordingSanitizer sanitizer) {
    if (result instanceof ReadResult.Complete complete) {
      return new Outcome.Recorded(recording(complete.varBinds(), sanitizer));
    } else if (result instanceof ReadResult.Partial partial) {
      return new Outcome.Incomplete(recording(partial.varBinds(), sanitizer), partial.reason());
    }
    return new Outcome.Failed(result);
  }

  private static SnmpRecording recording(List<VarBind> varBinds, RecordingSanitizer sanitizer) {
    return sanitizer.sanitize(SnmpRecording.of(varBinds));
  }
}
