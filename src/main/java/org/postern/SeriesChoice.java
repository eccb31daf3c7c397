package org.postern;

import java.util.Map;
import java.util.Optional;
import org.postern.acl.MailPort;
import org.postern.finding.FindingKey;
import org.postern.finding.SeriesKey;
import org.postern.finding.SeriesKey.Quantity;
import org.postern.finding.SeriesReplay;

/**
 * One series of a device as people name it, or those of one interface, or of one crossing and port.
 *
 * @param subject the interface, or crossing:port
 * @param quantity empty if all of the subject are meant
 */
record SeriesChoice(String subject, Optional<Quantity> quantity) {
  private static final Map<String, Quantity> WORDS =
      Map.of(
          "in", Quantity.IN_BITS,
          "out", Quantity.OUT_BITS,
          "denies", Quantity.DENY_HITS,
          "permits", Quantity.PERMIT_HITS);

  /** Reads "wan0 in", "wan0", "outside>inside:25 denies" or "outside>inside:smtp". */
  static SeriesChoice parse(String text) {
    String name = text.strip();
    int space = name.lastIndexOf(' ');
    Optional<Quantity> quantity = Optional.ofNullable(WORDS.get(name.substring(space + 1)));
    return quantity.isPresent() && space > 0
        ? new SeriesChoice(name.substring(0, space).strip(), quantity)
        : new SeriesChoice(name, Optional.empty());
  }

  /** The name of a series, as {@link #parse} reads it. */
  static String name(SeriesKey key) {
    String word =
        switch (key.quantity()) {
          case IN_BITS -> "in";
          case OUT_BITS -> "out";
          case DENY_HITS -> "denies";
          case PERMIT_HITS -> "permits";
          case CLEARTEXT -> "cleartext share";
        };
    String port = MailPort.parse(key.port()).map(each -> ":" + each.number()).orElse("");
    return key.object() + port + " " + word;
  }

  /** The series, if exactly one is meant. */
  Optional<SeriesKey> one() {
    return quantity.flatMap(
        what ->
            switch (what) {
              case IN_BITS, OUT_BITS -> Optional.of(new SeriesKey(what, subject, ""));
              case DENY_HITS, PERMIT_HITS, CLEARTEXT -> flow(what);
            });
  }

  /** Whether hits are meant, or may be. */
  boolean mayBeHits() {
    return flow(Quantity.DENY_HITS).isPresent()
        && quantity.filter(each -> each == Quantity.IN_BITS || each == Quantity.OUT_BITS).isEmpty();
  }

  boolean includes(SeriesKey key) {
    boolean same =
        (key.object().equals(subject) && key.port().isEmpty())
            || flow(key.quantity()).equals(Optional.of(key));
    return same && quantity.map(each -> each == key.quantity()).orElse(true);
  }

  /** Whether a finding is about what is meant; those of an interface are of both its ways. */
  boolean includes(FindingKey finding) {
    SeriesKey line = new SeriesKey(quantity.orElse(Quantity.IN_BITS), subject, "");
    if (SeriesReplay.isOf(finding, line)) {
      return true;
    }
    Optional<SeriesKey> flow = flow(quantity.orElse(Quantity.DENY_HITS));
    return flow.isPresent()
        && (quantity.isPresent()
            ? SeriesReplay.isAbout(finding, flow.get())
            : SeriesReplay.isOf(finding, flow.get()));
  }

  private Optional<SeriesKey> flow(Quantity what) {
    int colon = subject.lastIndexOf(':');
    return colon < 1
        ? Optional.empty()
        : MailPort.parse(subject.substring(colon + 1))
            .map(port -> new SeriesKey(what, subject.substring(0, colon), port.serviceName()));
  }
}
