package org.postern.poll;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postern.finding.Board;
import org.postern.profile.DeviceFacts;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** Asks for what a device says of itself (SNMPv2-MIB, RFC 3418). */
final class SystemGroup {
  private static final Oid SYS_DESCR = Oid.parse("1.3.6.1.2.1.1.1.0");
  private static final Oid SYS_OBJECT_ID = Oid.parse("1.3.6.1.2.1.1.2.0");
  private static final Oid SYS_UP_TIME = Oid.parse("1.3.6.1.2.1.1.3.0");
  private static final Oid SYS_NAME = Oid.parse("1.3.6.1.2.1.1.5.0");
  private static final List<Oid> FACTS = List.of(SYS_DESCR, SYS_OBJECT_ID, SYS_UP_TIME, SYS_NAME);
  private static final String SILENCE = "no answer";

  private SystemGroup() {}

  /** Reads it; the future completes normally whatever the device does. */
  static CompletableFuture<ReadResult> read(SnmpReader reader, SnmpTarget target) {
    return reader.get(target, FACTS).thenCompose(answer -> withoutRest(reader, target, answer));
  }

  /**
   * Where an agent refuses the system group as a whole, asks one by one for what it left out: a
   * device without sysName, or with an error-index that names none, is still a device.
   */
  private static CompletableFuture<ReadResult> withoutRest(
      SnmpReader reader, SnmpTarget target, ReadResult answer) {
    boolean refused =
        answer instanceof ReadResult.AgentError || answer instanceof ReadResult.Partial;
    CompletableFuture<ReadResult> chain = CompletableFuture.completedFuture(answer);
    if (!refused) {
      return chain;
    }
    Set<Oid> told = new HashSet<>();
    answer.varBindsOrEmpty().forEach(varBind -> told.add(varBind.oid()));
    for (Oid oid : FACTS) {
      if (!told.contains(oid)) {
        chain =
            chain.thenCompose(
                before ->
                    before instanceof ReadResult.Timeout
                        ? CompletableFuture.completedFuture(before)
                        : reader.get(target, List.of(oid)).thenApply(one -> joined(before, one)));
      }
    }
    return chain;
  }

  /** What was told so far and this; the older failure stays if there is nothing. */
  private static ReadResult joined(ReadResult before, ReadResult one) {
    List<VarBind> all = new ArrayList<>(before.varBindsOrEmpty());
    all.addAll(one.varBindsOrEmpty());
    if (all.isEmpty()) {
      return one instanceof ReadResult.Timeout ? one : before;
    }
    return new ReadResult.Partial(all, "told one by one");
  }

  /** What the answer says; what is missing is empty or 0. */
  static DeviceFacts facts(List<VarBind> varBinds) {
    String descr = "";
    String objectId = "";
    String name = "";
    long upTime = 0;
    for (VarBind varBind : varBinds) {
      if (varBind.oid().equals(SYS_DESCR) && varBind.value() instanceof SnmpValue.Octets text) {
        descr = text.text();
      } else if (varBind.oid().equals(SYS_NAME)
          && varBind.value() instanceof SnmpValue.Octets text) {
        name = text.text();
      } else if (varBind.oid().equals(SYS_OBJECT_ID)
          && varBind.value() instanceof SnmpValue.ObjectId id) {
        objectId = id.value().toString();
      } else if (varBind.oid().equals(SYS_UP_TIME)
          && varBind.value() instanceof SnmpValue.TimeTicks ticks) {
        upTime = ticks.value();
      }
    }
    return new DeviceFacts(objectId, descr, name, upTime);
  }

  /** Why there are no facts: how the device is reached, and one line for people. */
  record Failure(Board.Reachability reachability, String text) {}

  /** Says why an answer has no facts. */
  static Failure failure(SnmpTarget target, ReadResult answer) {
    String where = target.address().getHostString() + ":" + target.address().getPort();
    Board.Reachability reachability = Board.Reachability.NO_RESPONSE;
    String text;
    if (answer instanceof ReadResult.Refused refused) {
      reachability = Board.Reachability.AUTH_FAILURE;
      text = where + " refuses us, " + words(refused.refusal()) + ": " + refused.reason();
    } else if (answer instanceof ReadResult.Timeout timeout) {
      String reason = timeout.reason();
      text =
          "no answer from "
              + where
              + " after "
              + timeout.tries()
              + (timeout.tries() == 1 ? " try" : " tries")
              + (reason.startsWith(SILENCE) ? reason.substring(SILENCE.length()) : ": " + reason);
    } else if (answer instanceof ReadResult.AgentError error) {
      text = where + " answers nothing of the system group: " + error.text();
    } else if (answer instanceof ReadResult.Partial partial) {
      text = where + " answers nothing of the system group: " + partial.reason();
    } else {
      throw new IllegalArgumentException("not a failure: " + answer);
    }
    return new Failure(reachability, text);
  }

  private static String words(ReadResult.Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_USER -> "unknown user";
      case WRONG_PASSWORD -> "wrong authentication";
      case UNSUPPORTED_LEVEL -> "unsupported security level";
      case NOT_IN_TIME_WINDOW -> "not in time window";
      case DECRYPTION_ERROR -> "wrong privacy";
      case UNKNOWN_ENGINE_ID -> "unknown engine id";
      case AUTHORIZATION_ERROR -> "not authorized";
      case OTHER -> "for another reason";
    };
  }
}
