package org.postern.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where operators are heard: all words of a request are taken or none; confined to the book. */
final class OperatorDesk {
  private final FindingStock stock;
  private final FindingLife life;
  private final MaintenanceOrders maintenance;

  OperatorDesk(FindingStock stock, FindingLife life, MaintenanceOrders maintenance) {
    this.stock = stock;
    this.life = life;
    this.maintenance = maintenance;
  }

  /** See {@link FindingBook#act}. */
  OperatorResult act(List<OperatorWord> words, String actor, Instant time) {
    for (OperatorWord word : words) {
      Optional<OperatorResult> refusal = refusal(word, time);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    List<Transition> made = new ArrayList<>();
    boolean maintenanceChanged = false;
    Optional<Finding> last = Optional.empty();
    for (OperatorWord word : words) {
      if (word instanceof OperatorWord.OfFinding ofFinding) {
        // A word before may have ended it.
        last = stock.find(ofFinding.number());
        last.filter(finding -> finding.state().isActive())
            .ifPresent(finding -> made.addAll(steps(ofFinding, finding, actor, time)));
      } else if (word instanceof OperatorWord.Maintain maintain) {
        maintenanceChanged |=
            maintenance.begin(
                new MaintenanceOrder(
                    maintain.device(),
                    time,
                    maintain.until(),
                    actor,
                    FindingWords.note(maintain.note())));
      } else if (word instanceof OperatorWord.EndMaintenance end) {
        maintenanceChanged |= maintenance.end(end.device());
      }
    }
    return made.isEmpty() && !maintenanceChanged
        ? new OperatorResult.Unchanged(last)
        : new OperatorResult.Done(made);
  }

  private Optional<OperatorResult> refusal(OperatorWord word, Instant time) {
    if (word instanceof OperatorWord.OfFinding ofFinding) {
      Optional<Finding> found = stock.find(ofFinding.number());
      if (found.isEmpty()) {
        return Optional.of(new OperatorResult.UnknownNumber(ofFinding.number()));
      }
      if (!found.get().state().isActive()) {
        return Optional.of(new OperatorResult.AlreadyCleared(found.get()));
      }
    }
    return until(word).filter(until -> !until.isAfter(time)).map(OperatorResult.NotInFuture::new);
  }

  private static Optional<Instant> until(OperatorWord word) {
    if (word instanceof OperatorWord.Shelve shelve) {
      return Optional.of(shelve.until());
    }
    return word instanceof OperatorWord.Maintain maintain
        ? Optional.of(maintain.until())
        : Optional.empty();
  }

  private List<Transition> steps(
      OperatorWord.OfFinding word, Finding finding, String actor, Instant time) {
    if (word instanceof OperatorWord.Acknowledge acknowledge) {
      return acknowledged(finding, acknowledge.note(), actor, time);
    }
    if (word instanceof OperatorWord.Shelve shelve) {
      return step(TransitionType.SHELVED, finding, finding.shelved(shelve.until()), actor, time);
    }
    if (word instanceof OperatorWord.Note note) {
      Finding noted = finding.noted(FindingWords.note(note.text()));
      return step(TransitionType.CHANGED, finding, noted, actor, time);
    }
    return finding.state() == FindingState.SHELVED
        ? step(TransitionType.UNSHELVED, finding, finding.in(FindingState.OPEN), actor, time)
        : List.of();
  }

  private List<Transition> acknowledged(Finding finding, String note, String actor, Instant time) {
    String kept = note.isBlank() ? finding.note() : FindingWords.note(note);
    Finding noted = finding.in(FindingState.ACKNOWLEDGED).noted(kept);
    List<Transition> made =
        new ArrayList<>(step(TransitionType.ACKNOWLEDGED, finding, noted, actor, time));
    if (!made.isEmpty() && finding.key().kind() == FindingKind.ACL_CHANGED) {
      made.add(life.clear(noted, time, noted.evidence(), actor));
    }
    return made;
  }

  private List<Transition> step(
      TransitionType type, Finding before, Finding after, String actor, Instant time) {
    return before.equals(after) ? List.of() : List.of(stock.record(type, after, actor, time));
  }
}
