package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** Answers at once from a recording; GETs may be answered otherwise by a script. */
final class ScriptedReader implements SnmpReader {
  private final SnmpRecording recording;
  private final Function<List<Oid>, Optional<ReadResult>> script;
  private final List<List<Oid>> gets = new ArrayList<>();

  private ScriptedReader(
      SnmpRecording recording, Function<List<Oid>, Optional<ReadResult>> script) {
    this.recording = recording;
    this.script = script;
  }

  static ScriptedReader of(SnmpRecording recording) {
    return new ScriptedReader(recording, oids -> Optional.empty());
  }

  static ScriptedReader of(
      SnmpRecording recording, Function<List<Oid>, Optional<ReadResult>> script) {
    return new ScriptedReader(recording, script);
  }

  List<List<Oid>> gets() {
    return gets;
  }

  @Override
  public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
    gets.add(instances);
    return CompletableFuture.completedFuture(
        script
            .apply(instances)
            .orElseGet(
                () ->
                    new ReadResult.Complete(
                        instances.stream()
                            .map(
                                oid ->
                                    new VarBind(
                                        oid,
                                        recording
                                            .value(oid)
                                            .orElse(new SnmpValue.Absent("noSuchInstance"))))
                            .toList(),
                        1,
                        0)));
  }

  @Override
  public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows) {
    List<VarBind> found = new ArrayList<>();
    for (Oid column : columns) {
      Optional<VarBind> next = recording.next(column);
      while (next.isPresent() && next.get().oid().startsWith(column)) {
        found.add(next.get());
        next = recording.next(next.get().oid());
      }
    }
    return CompletableFuture.completedFuture(new ReadResult.Complete(found, 1, 0));
  }

  @Override
  public void close() {}
}
