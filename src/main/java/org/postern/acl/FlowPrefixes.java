package org.postern.acl;

/**
 * One block of an exact flow set, as text. Addresses are "any", a host, a prefix, a range
 * "192.0.2.3-192.0.2.9", "10.0.0.1 wildcard 0.0.255.0", or one of these with exceptions: "any but
 * 192.0.2.1", "10.0.0.0/8 but {10.1.0.0/16, 10.2.0.0/16}".
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
