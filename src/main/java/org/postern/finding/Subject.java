package org.postern.finding;

import java.util.Optional;
import org.postern.acl.MailPort;

/**
 * What a finding is about. Together with the kind it is the finding's key, so no part may change
 * while the trouble is the same.
 *
 * @param device the device's configured name
 * @param object the access list, interface, crossing or expectation meant, or empty for the device
 */
public record Subject(String device, String object, Optional<MailPort> port) {
  public static Subject device(String device) {
    return new Subject(device, "", Optional.empty());
  }

  public static Subject of(String device, String object) {
    return new Subject(device, object, Optional.empty());
  }

  public static Subject of(String device, String object, MailPort port) {
    return new Subject(device, object, Optional.of(port));
  }
}
