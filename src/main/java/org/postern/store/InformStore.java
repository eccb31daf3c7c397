package org.postern.store;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * How far each receiver has confirmed the transitions, and which configuration it was that they
 * were told of last; thread-safe. What a receiver is owed is in the log itself, so nothing is kept
 * twice.
 */
public final class InformStore {
  private static final String CONFIGURATION = "configuration";

  private final StateFile state;

  InformStore(StateFile state) {
    this.state = state;
  }

  /** The last sequence number a receiver has confirmed; empty if it is new. */
  public OptionalLong confirmed(String receiver) {
    return state.read(
        "read what receivers confirmed",
        handle ->
            handle
                .createQuery("SELECT confirmed FROM inform_progress WHERE receiver = :receiver")
                .bind("receiver", receiver)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
  }

  /** Remembers that a receiver has confirmed everything up to {@code sequence}. */
  public void confirm(String receiver, long sequence) {
    state.writeDurably(
        "keep what a receiver confirmed",
        handle ->
            handle.execute(
                "MERGE INTO inform_progress (receiver, confirmed) KEY (receiver) VALUES (?, ?)",
                receiver,
                sequence));
  }

  /** Forgets receivers that are configured no longer. */
  public void retain(Collection<String> receivers) {
    state.writeDurably(
        "forget receivers",
        handle -> {
          List<String> known =
              handle.createQuery("SELECT receiver FROM inform_progress").mapTo(String.class).list();
          for (String name : known) {
            if (!receivers.contains(name)) {
              handle.execute("DELETE FROM inform_progress WHERE receiver = ?", name);
            }
          }
          return known.size();
        });
  }

  /**
   * Remembers the configuration that is run now.
   *
   * @param digest of it, at most 255 characters
   * @return whether it is the one of the start before
   */
  public boolean isSameConfiguration(String digest) {
    return state.write(
        "compare the configuration",
        handle -> {
          boolean same = digest.equals(configuration(handle));
          handle.execute(
              "MERGE INTO identity (name, content) KEY (name) VALUES (?, ?)",
              CONFIGURATION,
              digest);
          return same;
        });
  }

  private static String configuration(Handle handle) {
    return handle
        .createQuery("SELECT content FROM identity WHERE name = :name")
        .bind("name", CONFIGURATION)
        .mapTo(String.class)
        .findOne()
        .orElse("");
  }
}
