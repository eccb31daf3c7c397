package org.postern.agent;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postern.finding.Transition;

/** A journal in memory, which outlives the senders that use it. */
final class FakeJournal implements InformJournal {
  final List<Transition> log = new CopyOnWriteArrayList<>();
  final Map<String, Long> confirmed = new ConcurrentHashMap<>();

  @Override
  public OptionalLong confirmed(String receiver) {
    Long sequence = confirmed.get(receiver);
    return sequence == null ? OptionalLong.empty() : OptionalLong.of(sequence);
  }

  @Override
  public void confirm(String receiver, long sequence) {
    confirmed.put(receiver, sequence);
  }

  @Override
  public long last() {
    return log.isEmpty() ? 0 : log.get(log.size() - 1).sequence();
  }

  @Override
  public List<Transition> after(long sequence, int limit) {
    return log.stream().filter(step -> step.sequence() > sequence).limit(limit).toList();
  }
}
