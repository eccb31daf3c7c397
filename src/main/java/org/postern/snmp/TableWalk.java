package org.postern.snmp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snmp4j.PDU;
import org.snmp4j.smi.VariableBinding;

/** Reads columns side by side, each until it leaves its subtree (RFC 3416 §4.2.3). */
final class TableWalk extends ReadOperation {
  private final List<Column> columns = new ArrayList<>();
  private final int maxRows;
  private final Set<String> problems = new LinkedHashSet<>();
  private List<Column> asked = List.of();
  private int repetitions = 1;
  private int width;
  private int emptyAnswers;

  /** One column and how far it has been read. */
  private static final class Column {
    final Oid root;
    final List<VarBind> rows = new ArrayList<>();
    Oid last;
    boolean done;

    Column(Oid root) {
      this.root = root;
      // An object identifier on the wire has at least two sub-identifiers (X.690 §8.19.4).
      this.last = root.length() < 2 ? root.append(0) : root;
    }
  }

  TableWalk(SnmpTarget target, ReaderCore core, Collection<Oid> roots, int maxRows) {
    super(target, core);
    this.maxRows = maxRows;
    Oid previous = null;
    for (Oid root : new TreeSet<>(roots)) {
      if (previous == null || !root.startsWith(previous)) {
        columns.add(new Column(root));
        previous = root;
      }
    }
    width = columns.size();
  }

  @Override
  void ask(PDU pdu) {
    asked = columns.stream().filter(column -> !column.done).limit(width).toList();
    for (Column column : asked) {
      pdu.add(new VariableBinding(Snmp4jValues.oid(column.last)));
    }
    if (isV1()) {
      repetitions = 1;
      pdu.setType(PDU.GETNEXT);
    } else {
      repetitions = pace.repetitions(asked.size(), target.maxRepetitions());
      pdu.setType(PDU.GETBULK);
      pdu.setNonRepeaters(0);
      pdu.setMaxRepetitions(repetitions);
    }
  }

  @Override
  void answered(PDU response) {
    if (response.getErrorStatus() != PDU.noError) {
      onError(response);
    } else if (response.size() == 0) {
      onEmptyAnswer();
    } else {
      take(response);
      goOn();
    }
  }

  @Override
  void unanswered() {
    if (repetitions > 1) {
      pace.lost(asked.size() * repetitions);
    }
  }

  @Override
  Optional<ReadResult> soFar(String reason) {
    List<VarBind> rows = rows();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new ReadResult.Partial(rows, reason));
  }

  private void take(PDU response) {
    int octets = 0;
    for (int i = 0; i < response.size(); i++) {
      VariableBinding binding = response.get(i);
      octets += binding.getBERLength();
      Column column = asked.get(i % asked.size());
      if (!column.done) {
        take(column, binding);
      }
    }
    if (response.size() >= asked.size() * repetitions) {
      pace.whole(response.size(), octets);
    } else {
      pace.cut(response.size(), octets);
    }
  }

  private void take(Column column, VariableBinding binding) {
    if (binding.isException()) {
      column.done = true;
      return;
    }
    Oid oid = Snmp4jValues.oid(binding.getOid());
    if (oid.compareTo(column.last) <= 0) {
      column.done = true;
      problems.add(
          "column " + column.root + " does not increase: " + oid + " after " + column.last);
    } else if (!oid.startsWith(column.root)) {
      column.done = true;
    } else if (column.rows.size() == maxRows) {
      column.done = true;
      problems.add(ReadResult.Partial.cutAtMaxRows(maxRows, column.root));
    } else {
      column.rows.add(new VarBind(oid, Snmp4jValues.value(binding.getVariable())));
      column.last = oid;
    }
  }

  private void goOn() {
    if (columns.stream().anyMatch(column -> !column.done)) {
      transmit();
    } else if (problems.isEmpty()) {
      finish(complete(rows()));
    } else {
      finish(new ReadResult.Partial(rows(), String.join("; ", problems)));
    }
  }

  /** An agent that answers nothing at all to a large request may answer a small one. */
  private void onEmptyAnswer() {
    emptyAnswers++;
    if (emptyAnswers == 1 && repetitions > 1) {
      pace.lost(2 * asked.size());
      transmit();
    } else {
      giveUp("an answer without variable bindings", PDU.noError, 0);
    }
  }

  private void onError(PDU response) {
    int status = response.getErrorStatus();
    int index = response.getErrorIndex();
    if (status == PDU.tooBig && (repetitions > 1 || asked.size() > 1)) {
      pace.tooBig(asked.size() * repetitions);
      if (repetitions == 1) {
        width = Math.max(1, asked.size() / 2);
      }
      transmit();
    } else if (status == PDU.noSuchName && (index >= 1 && index <= asked.size())) {
      asked.get(index - 1).done = true; // the end of the view, as SNMPv1 tells it
      goOn();
    } else if (status == PDU.noSuchName && asked.size() == 1) {
      asked.get(0).done = true;
      goOn();
    } else {
      giveUp(response.getErrorStatusText(), status, index);
    }
  }

  private void giveUp(String text, int status, int index) {
    problems.add(text + " while reading " + asked.stream().map(column -> column.root).toList());
    String reason = String.join("; ", problems);
    finish(soFar(reason).orElseGet(() -> new ReadResult.AgentError(status, index, reason)));
  }

  private List<VarBind> rows() {
    List<VarBind> all = new ArrayList<>();
    for (Column column : columns) {
      all.addAll(column.rows);
    }
    return all;
  }
}
