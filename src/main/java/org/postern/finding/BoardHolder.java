package org.postern.finding;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Where the current board hangs: one writer puts up a new one, everyone reads; thread-safe. */
public final class BoardHolder {
  private volatile Board current;
  private final List<Consumer<Transition>> listeners = new CopyOnWriteArrayList<>();

  public BoardHolder(Board first) {
    current = first;
  }

  public Board current() {
    return current;
  }

  /** Called with each transition after it is stored and on the board; must return at once. */
  public void onTransition(Consumer<Transition> listener) {
    listeners.add(listener);
  }

  /** Puts up {@code board}, then tells the listeners of {@code transitions} in their order. */
  public void publish(Board board, List<Transition> transitions) {
    current = board;
    for (Transition transition : transitions) {
      for (Consumer<Transition> listener : listeners) {
        listener.accept(transition);
      }
    }
  }
}
