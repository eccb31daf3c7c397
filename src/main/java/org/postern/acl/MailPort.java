package org.postern.acl;

import java.util.Optional;

/** The TCP ports mail goes through, by their IANA service names (RFC 6335 registry; RFC 8314). */
public enum MailPort {
  SMTP(25, "smtp"),
  POP3(110, "pop3"),
  IMAP(143, "imap"),
  SUBMISSIONS(465, "submissions"),
  SUBMISSION(587, "submission"),
  IMAPS(993, "imaps"),
  POP3S(995, "pop3s");

  private final int number;
  private final String serviceName;

  MailPort(int number, String serviceName) {
    this.number = number;
    this.serviceName = serviceName;
  }

  /** The TCP port number. */
  public int number() {
    return number;
  }

  /** The IANA service name, in lower case. */
  public String serviceName() {
    return serviceName;
  }

  /** Reads a port number ("25") or a service name ("smtp", any case). */
  public static Optional<MailPort> parse(String text) {
    for (MailPort port : values()) {
      if (port.serviceName.equalsIgnoreCase(text) || Integer.toString(port.number).equals(text)) {
        return Optional.of(port);
      }
    }
    return Optional.empty();
  }
}
