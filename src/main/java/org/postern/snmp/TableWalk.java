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
  /** Once a table has rows: a request names each of its columns, and rows fill the answer. */
  private static final int COLUMNS_AT_ONCE = 8;

  private final List<Column> columns = new ArrayList<>();
  private final int maxRows;
  private final Set<String> problems = new LinkedHashSet<>();
  private List<Column> asked = List.of();
  private int repetitions = 1;
  private int width;
  private int emptyAnswers;

  /** One column and how far it has been read. */
  private static final class Column {
    final EncodedOid root;
    final WireRows rows = new WireRows();
    boolean done;

    Column(Oid root) {
      this.root = new EncodedOid(root);
    }

    Oid last() {
      return rows.size() == 0 ? root.asked() : rows.lastName();
    }

    boolean increases(WireVarBinds answer, int position) {
      return rows.size() == 0 ? answer.isAfter(position, root) : rows.isAfterLast(answer, position);
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
      pdu.add(new VariableBinding(Snmp4jValues.oid(column.last())));
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
  void answered(PDU response, WireVarBinds varBinds) {
    if (response.getErrorStatus() != PDU.noError) {
      onError(response);
    } else if (varBinds.size() == 0) {
      onEmptyAnswer();
    } else {
      take(varBinds);
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
    List<VarBind> rows = decoded();
    return rows.isEmpty() ? Optional.empty() : Optional.of(new ReadResult.Partial(rows, reason));
  }

  private void take(WireVarBinds answer) {
    width = Math.min(width, COLUMNS_AT_ONCE);
    for (int i = 0; i < answer.size(); i++) {
      Column column = asked.get(i % asked.size());
      if (!column.done) {
        take(column, answer, i);
      }
    }
    if (answer.size() >= asked.size() * repetitions) {
      pace.whole(answer.size(), answer.octets());
    } else {
      pace.cut(answer.size(), answer.octets());
    }
  }

  private void take(Column column, WireVarBinds answer, int position) {
    if (answer.isException(position)) {
      column.done = true;
    } else if (!column.increases(answer, position)) {
      column.done = true;
      problems.add(
          "column %s does not increase: %s after %s"
              .formatted(column.root.oid(), answer.name(position), column.last()));
    } else if (!answer.isBelow(position, column.root)) {
      column.done = true;
    } else if (column.rows.size() == maxRows) {
      column.done = true;
      problems.add(ReadResult.Partial.cutAtMaxRows(maxRows, column.root.oid()));
    } else {
      column.rows.add(answer, position);
    }
  }

  private void goOn() {
    if (columns.stream().anyMatch(column -> !column.done)) {
      transmit();
    } else if (problems.isEmpty()) {
      finish(complete(VarBinds.of(rows())));
    } else {
      finish(new ReadResult.Partial(decoded(), String.join("; ", problems)));
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
    problems.add(
        text + " while reading " + asked.stream().map(column -> column.root.oid()).toList());
    String reason = String.join("; ", problems);
    finish(soFar(reason).orElseGet(() -> new ReadResult.AgentError(status, index, reason)));
  }

  private WireRows rows() {
    WireRows all = new WireRows();
    columns.forEach(column -> all.addColumn(column.root, column.rows));
    return all;
  }

  private List<VarBind> decoded() {
    return rows().decoded();
  }
}
