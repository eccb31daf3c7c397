package org.postern.acl;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of permitted blocks back, by itself, to see if a flow is in them. */
final class BlockReader {
  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

  private BlockReader() {}

  static boolean contains(Collection<FlowPrefixes> blocks, Flow flow) {
    return blocks.stream().anyMatch(block -> contains(block, flow));
  }

  private static boolean contains(FlowPrefixes block, Flow flow) {
    return address(block.source(), flow.family(), flow.source())
        && address(block.destination(), flow.family(), flow.destination())
        && ports(block.sourcePorts(), flow.sourcePort());
  }

  private static boolean ports(String text, int port) {
    if (text.equals("any")) {
      return true;
    }
    Matcher range = RANGE.matcher(text);
    while (range.find()) {
      int low = Integer.parseInt(range.group(1));
      int high = range.group(2) == null ? low : Integer.parseInt(range.group(2));
      if (port >= low && port <= high) {
        return true;
      }
    }
    return false;
  }

  /** "BASE", "BASE but EXCEPTION" or "BASE but {EXCEPTION, EXCEPTION}". */
  static boolean address(String text, IpFamily family, IpBits address) {
    int but = text.indexOf(" but ");
    if (but < 0) {
      return base(text, family, address);
    }
    String exceptions = text.substring(but + " but ".length());
    String bare =
        exceptions.startsWith("{") ? exceptions.substring(1, exceptions.length() - 1) : exceptions;
    return base(text.substring(0, but), family, address)
        && Arrays.stream(bare.split(", ", -1)).noneMatch(each -> base(each, family, address));
  }

  private static boolean base(String text, IpFamily family, IpBits address) {
    if (text.equals("any")) {
      return true;
    }
    if ((family == IpFamily.IPV6) != text.contains(":")) {
      return false;
    }
    BigInteger all = BigInteger.ONE.shiftLeft(family.bits()).subtract(BigInteger.ONE);
    BigInteger ignored = BigInteger.ZERO;
    if (text.contains("-")) {
      BigInteger number = NaiveFilter.number(address);
      return number.compareTo(literal(text.substring(0, text.indexOf('-')))) >= 0
          && number.compareTo(literal(text.substring(text.indexOf('-') + 1))) <= 0;
    }
    String start = text;
    if (text.contains(" wildcard ")) {
      start = text.substring(0, text.indexOf(' '));
      ignored = literal(text.substring(text.lastIndexOf(' ') + 1));
    } else if (text.contains("/")) {
      start = text.substring(0, text.indexOf('/'));
      ignored = all.shiftRight(Integer.parseInt(text.substring(text.indexOf('/') + 1)));
    }
    BigInteger care = all.andNot(ignored);
    return NaiveFilter.number(address).and(care).equals(literal(start).and(care));
  }

  private static BigInteger literal(String text) {
    try {
      return new BigInteger(1, InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("not an address: " + text, e);
    }
  }
}
