package org.postern;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what the commands print of a port's verdict, by itself, to say what becomes of a flow. */
final class Flows {
  private static final String ARROW = " -> ";
  private static final String BUT = " but ";

  private Flows() {}

  /**
   * Whether the printed verdict lets a connection of this source through to this destination.
   *
   * @param port a row of {@code postern ports --json}
   * @throws AssertionError if the verdict does not say, or says it in a way not known here
   */
  static boolean isPermitted(JsonNode port, String source, String destination) {
    return switch (port.get("verdict").asString()) {
      case "permitted" -> true;
      case "denied" -> false;
      case "partly" -> {
        if (port.get("permittedTruncated").asBoolean()) {
          throw new AssertionError("not all that is permitted is printed: " + port);
        }
        yield port.get("permitted")
            .valueStream()
            .anyMatch(block -> contains(block.asString(), source, destination));
      }
      default -> throw new AssertionError("no verdict: " + port);
    };
  }

  private static boolean contains(String block, String source, String destination) {
    int arrow = block.indexOf(ARROW);
    if (arrow < 0 || block.substring(0, arrow).contains(" ports ")) {
      throw new AssertionError("not a block of sources and destinations: " + block);
    }
    return side(block.substring(0, arrow), source)
        && side(block.substring(arrow + ARROW.length()), destination);
  }

  /** "BASE", "BASE but EXCEPTION" or "BASE but {EXCEPTION, EXCEPTION}". */
  private static boolean side(String text, String address) {
    int but = text.indexOf(BUT);
    if (but < 0) {
      return anyOf(text, address);
    }
    String exceptions = text.substring(but + BUT.length());
    String bare =
        exceptions.startsWith("{") ? exceptions.substring(1, exceptions.length() - 1) : exceptions;
    return anyOf(text.substring(0, but), address) && !anyOf(bare, address);
  }

  private static boolean anyOf(String text, String address) {
    return List.of(text.split(",")).stream().anyMatch(each -> matches(each.strip(), address));
  }

  private static boolean matches(String text, String address) {
    boolean ipv6 = address.contains(":");
    if (text.equals("any")) {
      return true;
    }
    if (ipv6 != text.contains(":")) {
      return false;
    }
    int bits = ipv6 ? 128 : 32;
    BigInteger number = number(address);
    if (text.contains("-")) {
      int dash = text.indexOf('-');
      return number.compareTo(number(text.substring(0, dash))) >= 0
          && number.compareTo(number(text.substring(dash + 1))) <= 0;
    }
    if (text.contains(" wildcard ")) {
      int wildcard = text.indexOf(" wildcard ");
      BigInteger ignored = number(text.substring(wildcard + " wildcard ".length()));
      return number.or(ignored).equals(number(text.substring(0, wildcard)).or(ignored));
    }
    int slash = text.indexOf('/');
    int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
    String prefix = slash < 0 ? text : text.substring(0, slash);
    return number.shiftRight(bits - length).equals(number(prefix).shiftRight(bits - length));
  }

  private static BigInteger number(String literal) {
    if (!literal.matches("[0-9a-fA-F:.]+")) {
      throw new AssertionError("not an address: " + literal);
    }
    try {
      return new BigInteger(1, InetAddress.getByName(literal).getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("not an address: " + literal, e);
    }
  }
}
