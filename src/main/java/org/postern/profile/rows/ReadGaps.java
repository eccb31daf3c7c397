package org.postern.profile.rows;

import java.util.Optional;
import org.postern.snmp.ReadResult;

/** Says in words why a read is not complete. */
public final class ReadGaps {
  private ReadGaps() {}

  /** Empty if the read is complete. */
  public static Optional<String> reason(ReadResult read) {
    if (read instanceof ReadResult.Complete) {
      return Optional.empty();
    }
    if (read instanceof ReadResult.Partial partial) {
      return Optional.of(partial.reason());
    }
    if (read instanceof ReadResult.Timeout timeout) {
      return Optional.of("no answer to " + timeout.tries() + " tries");
    }
    if (read instanceof ReadResult.Refused refused) {
      return Optional.of("refused: " + refused.reason());
    }
    ReadResult.AgentError error = (ReadResult.AgentError) read;
    return Optional.of("agent error " + error.errorStatus() + " " + error.text());
  }
}
