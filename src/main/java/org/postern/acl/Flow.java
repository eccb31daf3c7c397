package org.postern.acl;

/**
 * One concrete flow: the opening segment of a new TCP connection to a port known from the context.
 *
 * @param sourcePort 0..65535
 */
public record Flow(IpFamily family, IpBits source, int sourcePort, IpBits destination) {
  public Flow {
    if (sourcePort < 0 || sourcePort > PortSet.MAX) {
      throw new IllegalArgumentException("source port 0..65535: " + sourcePort);
    }
    IpBits ones = IpBits.ones(family);
    if (!source.and(ones).equals(source) || !destination.and(ones).equals(destination)) {
      throw new IllegalArgumentException("address is wider than " + family);
    }
  }

  @Override
  public String toString() {
    return source.toText(family) + " port " + sourcePort + " -> " + destination.toText(family);
  }
}
