package org.postern.snmp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.snmp4j.PDU;
import org.snmp4j.smi.VariableBinding;

/** Reads instances by GET, in as many requests as they need (RFC 3416 §4.2.1). */
final class InstanceRead extends ReadOperation {
  private final List<Oid> missing;
  private final List<VarBind> read = new ArrayList<>();
  private List<Oid> asked = List.of();
  private int most = Integer.MAX_VALUE;

  InstanceRead(SnmpTarget target, ReaderCore core, Collection<Oid> instances) {
    super(target, core);
    missing = new ArrayList<>(new TreeSet<>(instances));
  }

  @Override
  void ask(PDU pdu) {
    int count = Math.min(missing.size(), Math.min(most, pace.instances()));
    asked = List.copyOf(missing.subList(0, count));
    for (Oid oid : asked) {
      pdu.add(new VariableBinding(Snmp4jValues.oid(oid)));
    }
  }

  @Override
  void answered(PDU response, WireVarBinds varBinds) {
    if (response.getErrorStatus() != PDU.noError) {
      onError(response);
      return;
    }
    int count = Math.min(varBinds.size(), asked.size());
    if (count == 0) {
      giveUp("an answer without variable bindings", PDU.noError, 0);
      return;
    }
    for (int i = 0; i < count; i++) {
      VarBind varBind = varBinds.get(i);
      if (!varBind.oid().equals(asked.get(i))) {
        giveUp("asked for " + asked.get(i) + ", told " + varBind.oid(), PDU.noError, i + 1);
        return;
      }
      read.add(varBind);
    }
    missing.subList(0, count).clear();
    goOn();
  }

  /** Asks for as much again: a GET is small, the answer was lost. */
  @Override
  void unanswered() {}

  @Override
  Optional<ReadResult> soFar(String reason) {
    return read.isEmpty()
        ? Optional.empty()
        : Optional.of(new ReadResult.Partial(sorted(), reason));
  }

  private void onError(PDU response) {
    int status = response.getErrorStatus();
    int index = response.getErrorIndex();
    if (status == PDU.tooBig && asked.size() > 1) {
      most = asked.size() / 2;
      transmit();
    } else if (status == PDU.noSuchName && index >= 1 && index <= asked.size()) {
      Oid absent = asked.get(index - 1);
      read.add(new VarBind(absent, new SnmpValue.Absent("noSuchName")));
      missing.remove(absent);
      goOn();
    } else {
      giveUp(response.getErrorStatusText(), status, index);
    }
  }

  private void goOn() {
    if (missing.isEmpty()) {
      finish(complete(VarBinds.of(sorted())));
    } else {
      transmit();
    }
  }

  private void giveUp(String text, int status, int index) {
    String reason =
        text + " while reading " + asked.get(0) + " and " + (asked.size() - 1) + " more";
    finish(soFar(reason).orElseGet(() -> new ReadResult.AgentError(status, index, reason)));
  }

  private List<VarBind> sorted() {
    return read.stream().sorted(Comparator.comparing(VarBind::oid)).toList();
  }
}
