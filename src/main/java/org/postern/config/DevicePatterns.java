package org.postern.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.postern.finding.SubjectRule;

/**
 * Names of devices in which * stands for any part.
 *
 * @param deviceNames names of all devices, also of those that are not whole
 */
record DevicePatterns(Problems problems, Set<String> deviceNames) {
  /** The devices that are meant; that there are none is noted. */
  List<String> fitting(String text, Section.Item item) {
    Pattern pattern = SubjectRule.glob(text);
    List<String> fitting =
        deviceNames.stream().filter(name -> pattern.matcher(name).matches()).toList();
    if (fitting.isEmpty()) {
      problems.atValue(
          item.path(), item.node(), "no device fits" + Suggestion.question(text, deviceNames));
    }
    return fitting;
  }
}
