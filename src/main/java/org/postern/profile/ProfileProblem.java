package org.postern.profile;

/**
 * Why a profile cannot be used.
 *
 * @param file its path, or "profiles/NAME.yaml" for one on the class path
 * @param line 1 and up, or 0 if no line is to blame
 * @param key where in the file, as in "tables.rules.columns.act"; empty for the file itself
 * @param value what stands there, or empty
 * @param message what is wrong and what is allowed
 */
public record ProfileProblem(String file, int line, String key, String value, String message) {
  @Override
  public String toString() {
    String where = line > 0 ? file + ":" + line : file;
    String what = key.isEmpty() ? "" : " " + key + ":";
    String seen = value.isEmpty() ? "" : " (is " + value + ")";
    return where + ":" + what + " " + message + seen;
  }
}
