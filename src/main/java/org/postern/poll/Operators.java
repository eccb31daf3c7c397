package org.postern.poll;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.postern.finding.DeviceMemory;
import org.postern.finding.Finding;
import org.postern.finding.FindingBook;
import org.postern.finding.FindingKey;
import org.postern.finding.Judge;
import org.postern.finding.OperatorResult;
import org.postern.finding.OperatorWord;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;

/**
 * Does what operators say: the book takes it down, the memories of the devices learn of it, and it
 * is published. Confined to the commit thread.
 */
final class Operators {
  private final FindingBook book;
  private final Judge judge;
  private final Publisher publisher;
  private final DeviceArchive archive;
  private final Function<String, Optional<DeviceState>> devices;
  private final Clock clock;

  Operators(
      FindingBook book,
      Judge judge,
      Publisher publisher,
      DeviceArchive archive,
      Function<String, Optional<DeviceState>> devices,
      Clock clock) {
    this.book = book;
    this.judge = judge;
    this.publisher = publisher;
    this.archive = archive;
    this.devices = devices;
    this.clock = clock;
  }

  /** See {@link PollPipeline#acknowledge}. */
  OperatorResult acknowledge(long number, String actor, String note, boolean accept) {
    OperatorResult result = act(List.of(new OperatorWord.Acknowledge(number, note)), actor);
    if (accept) {
      accepted(result).ifPresent(key -> tell(key, judge::accept));
    }
    return result;
  }

  /** See {@link PollPipeline#act}. */
  OperatorResult act(List<OperatorWord> words, String actor) {
    OperatorResult result = book.act(words, actor, clock.instant());
    if (result instanceof OperatorResult.Done done) {
      for (Transition transition : done.transitions()) {
        if (transition.type() == TransitionType.ACKNOWLEDGED) {
          tell(transition.finding().key(), judge::acknowledged);
        }
      }
      publisher.keep(book.maintenance());
      publisher.commit(done.transitions());
    }
    return result;
  }

  /** The finding that an operator spoke of, if it is or was active until now. */
  private static Optional<FindingKey> accepted(OperatorResult result) {
    if (result instanceof OperatorResult.Done done) {
      return Optional.of(done.transitions().get(0).finding().key());
    }
    return result instanceof OperatorResult.Unchanged unchanged
        ? unchanged.finding().map(Finding::key)
        : Optional.empty();
  }

  private void tell(FindingKey key, BiPredicate<DeviceMemory, FindingKey> word) {
    Optional<DeviceState> device = devices.apply(key.subject().device());
    if (device.isEmpty()) {
      return;
    }
    boolean save;
    synchronized (device.get()) {
      save = word.test(device.get().memory(), key);
    }
    if (save) {
      archive.saveBaselines(List.of(device.get()));
    }
  }
}
