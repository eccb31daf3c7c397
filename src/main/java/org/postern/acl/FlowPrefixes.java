package org.postern.acl;

/**
 * One block of an exact flow set, as text: "any", a prefix, or address/wildcard.
 *
 * @param sourcePorts as {@link PortSet#toString}; "any" nearly always
 */
public record FlowPrefixes(String source, String sourcePorts, String destination) {
  @Override
  public String toString() {
    String ports = sourcePorts.equals("any") ? "" : " ports " + sourcePorts;
    return source + ports + " -> " + destination;
  }
}
