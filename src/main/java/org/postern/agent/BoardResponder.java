package org.postern.agent;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;

/** Answers requests from the board that hangs when they come; thread-safe. */
final class BoardResponder implements CommandResponder {
  private final Supplier<Instances> views;
  private final SnmpEngine.Counting counters;

  /**
   * @param views gives what is served to a request that comes now
   */
  BoardResponder(Supplier<Instances> views, SnmpEngine.Counting counters) {
    this.views = views;
    this.counters = counters;
  }

  @Override
  public void answer(PDU request, Caller caller, Consumer<PDU> reply) {
    ReadAnswers answers = new ReadAnswers(visible(caller.rights().read()), caller.room());
    PDU response = answers.answer(request);
    if (response.getBERLength() > caller.room()) {
      counters.increment(SnmpConstants.snmpSilentDrops);
      return;
    }
    reply.accept(response);
  }

  private Instances visible(View view) {
    Instances all = views.get();
    return view.equals(View.ALL) ? all : new RestrictedInstances(all, view.subtrees());
  }
}
