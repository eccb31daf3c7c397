package org.postern.snmp;

import java.util.List;

/** What came of asking a device. Only {@link Complete} is evaluated or compared. */
public sealed interface ReadResult {
  /** All that was asked for, in OID order. */
  record Complete(VarBinds content, long requests, long responseNanos) implements ReadResult {
    public Complete(List<VarBind> varBinds, long requests, long responseNanos) {
      this(VarBinds.of(varBinds), requests, responseNanos);
    }

    public List<VarBind> varBinds() {
      return content.all();
    }
  }

  /** A beginning, and why there is no more: a loop, a lost answer, an error on the way. */
  record Partial(List<VarBind> varBinds, String reason) implements ReadResult {
    private static final String CUT = "more than ";

    public Partial {
      varBinds = List.copyOf(varBinds);
    }

    static String cutAtMaxRows(int maxRows, Oid column) {
      return CUT + maxRows + " rows in column " + column;
    }

    /** Whether we stopped, and not the device: there were more rows than wanted. */
    public boolean isCutAtMaxRows() {
      return reason.startsWith(CUT);
    }
  }

  /** No answer to any try, and what else may look like this from here. */
  record Timeout(int tries, String reason) implements ReadResult {
    public Timeout(int tries) {
      this(tries, "no answer");
    }
  }

  /** The agent or its security model refuses us: wrong password, unknown user, time window. */
  record Refused(Refusal refusal, String reason) implements ReadResult {}

  /** An error-status other than noError (RFC 3416 §3), with the error-index of the request. */
  record AgentError(int errorStatus, int errorIndex, String text) implements ReadResult {}

  /** Why a request was refused (RFC 3414 §3.2, usmStats). */
  enum Refusal {
    UNKNOWN_USER,
    WRONG_PASSWORD,
    UNSUPPORTED_LEVEL,
    NOT_IN_TIME_WINDOW,
    DECRYPTION_ERROR,
    UNKNOWN_ENGINE_ID,
    AUTHORIZATION_ERROR,
    OTHER
  }

  /** What was read, complete or not; empty if nothing was. */
  default List<VarBind> varBindsOrEmpty() {
    if (this instanceof Complete complete) {
      return complete.varBinds();
    }
    return this instanceof Partial partial ? partial.varBinds() : List.of();
  }
}
