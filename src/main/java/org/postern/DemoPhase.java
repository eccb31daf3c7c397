package org.postern;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A stretch of the demo's story.
 *
 * @param begins after the start of the story
 * @param caption what happens, for the viewer
 * @param hitsPerSecond of the router's entries, by their remark; an entry not named is not hit
 * @param inserted whether the entry that opens pop3 to everybody is in the list
 * @param mailFlows whether the outside line carries mail
 */
record DemoPhase(
    Duration begins,
    String caption,
    Map<String, Double> hitsPerSecond,
    boolean inserted,
    boolean mailFlows) {
  private static final Map<String, Double> USUAL =
      Map.ofEntries(
          Map.entry("established-related", 400.0),
          Map.entry("mail-25-smtp-in", 6.0),
          Map.entry("mail-587-submission", 2.0),
          Map.entry("mail-993-imaps", 5.0),
          Map.entry("mail-995-pop3s", 1.0),
          Map.entry("bastion-110-143", 0.3),
          Map.entry("deny-110-pop3-cleartext", 0.4),
          Map.entry("deny-143-imap-cleartext", 0.4),
          Map.entry("mail-25-smtp-out", 3.0),
          Map.entry("lan-to-mail", 8.0),
          Map.entry("deny-25-lan-outbound", 0.5),
          Map.entry("default-deny", 0.6));

  DemoPhase {
    hitsPerSecond = Map.copyOf(hitsPerSecond);
  }

  /** Normal, widened, deny spike, mail stops, repaired; then it stays as it is. */
  static List<DemoPhase> story() {
    return List.of(
        phase(0, "All is well: mail flows, cleartext pop3 and imap are denied from outside", false),
        phase(16, "Somebody inserts an entry that permits pop3 (110) from anywhere", true),
        new DemoPhase(
            Duration.ofSeconds(26),
            "A host in the LAN tries to send mail past the relay: denied in masses",
            with("deny-25-lan-outbound", 70.0),
            true,
            true),
        new DemoPhase(
            Duration.ofSeconds(36),
            "Mail from outside stops: the entry that permits it is not hit any more",
            with("mail-25-smtp-in", 0.0),
            true,
            false),
        phase(48, "Repaired: the entry is taken out, mail flows again", false));
  }

  private static DemoPhase phase(int seconds, String caption, boolean inserted) {
    return new DemoPhase(Duration.ofSeconds(seconds), caption, USUAL, inserted, true);
  }

  private static Map<String, Double> with(String remark, double hitsPerSecond) {
    Map<String, Double> rates = new java.util.HashMap<>(USUAL);
    rates.put(remark, hitsPerSecond);
    return rates;
  }
}
