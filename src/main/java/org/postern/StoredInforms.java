package org.postern;

import java.util.List;
import java.util.OptionalLong;
import org.postern.agent.InformJournal;
import org.postern.finding.Transition;
import org.postern.store.PosternStore;

/** What receivers of informs are owed, as the store has it. */
record StoredInforms(PosternStore store) implements InformJournal {
  @Override
  public OptionalLong confirmed(String receiver) {
    return store.informs().confirmed(receiver);
  }

  @Override
  public void confirm(String receiver, long sequence) {
    store.informs().confirm(receiver, sequence);
  }

  @Override
  public long last() {
    return store.findings().lastSequence();
  }

  @Override
  public List<Transition> after(long sequence, int limit) {
    return store.findings().log(sequence, limit);
  }
}
