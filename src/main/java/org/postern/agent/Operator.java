package org.postern.agent;

import java.util.List;
import org.postern.finding.OperatorResult;
import org.postern.finding.OperatorWord;

/** Does what managers with write access say about findings and devices. */
@FunctionalInterface
public interface Operator {
  /**
   * Does all of it or nothing, and returns when the board shows it; may take as long as a write to
   * the disk.
   *
   * @param actor who says so
   */
  OperatorResult act(List<OperatorWord> words, String actor);
}
