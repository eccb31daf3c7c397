package org.postern.acl;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Reduced ordered binary decision diagrams over numbered bits: equal sets have equal node numbers.
 * Besides sets there are partial functions, whose ends are numbers instead of {@link #TRUE}; they
 * know {@link #mask}, {@link #override} and {@link #select}, not the operations of sets.
 *
 * <p>Nodes live in int arrays and are hash-consed. A child is always older than its parent, so its
 * number is lower; {@link #compact} relies on that. Confined to one thread.
 */
final class DecisionDiagram {
  static final int FALSE = 0;
  static final int TRUE = 1;

  private static final int AND = 1;
  private static final int OR = 2;
  private static final int MINUS = 3;
  private static final int MASK = 4;
  private static final int OVERRIDE = 5;
  private static final short TERMINAL_LEVEL = Short.MAX_VALUE;
  private static final int MAX_CACHE = 1 << 20;
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int FIRST_COMPACTION = 1 << 18;

  private final int nodeLimit;
  private final long stepLimit;
  private long[] cacheKeys = new long[FIRST_CAPACITY];
  private int[] cacheResults = new int[FIRST_CAPACITY];
  private short[] levels;
  private int[] lows;
  private int[] highs;
  private int[] nexts; // with the same hash; 0 ends
  private int[] heads;
  private int size = 2;
  private int compactAt;
  private long steps;

  DecisionDiagram(EvaluationLimits limits) {
    nodeLimit = limits.nodes();
    stepLimit = limits.steps();
    compactAt = Math.min(FIRST_COMPACTION, nodeLimit / 2);
    int capacity = Math.min(FIRST_CAPACITY, nodeLimit);
    levels = new short[capacity];
    lows = new int[capacity];
    highs = new int[capacity];
    nexts = new int[capacity];
    heads = new int[Integer.highestOneBit(capacity)];
    Arrays.fill(levels, 0, 2, TERMINAL_LEVEL);
  }

  /** The bit a node decides on; terminals lie below every bit. */
  int level(int node) {
    return levels[node];
  }

  int low(int node) {
    return lows[node];
  }

  int high(int node) {
    return highs[node];
  }

  /**
   * Where a node goes if the bit at this level, not below its own, is 0: itself if it ignores it.
   */
  int lowAt(int node, int level) {
    return levels[node] == level ? lows[node] : node;
  }

  /**
   * Where a node goes if the bit at this level, not below its own, is 1: itself if it ignores it.
   */
  int highAt(int node, int level) {
    return levels[node] == level ? highs[node] : node;
  }

  /** The node that goes to {@code low} if the bit is 0 and to {@code high} if it is 1. */
  int node(int level, int low, int high) {
    if (low == high) {
      return low;
    }
    int slot = slot(level, low, high);
    for (int found = heads[slot]; found != 0; found = nexts[found]) {
      if (levels[found] == level && lows[found] == low && highs[found] == high) {
        return found;
      }
    }
    return add(level, low, high, slot);
  }

  private int add(int level, int low, int high, int slot) {
    if (size == levels.length) {
      grow();
      return add(level, low, high, slot(level, low, high));
    }
    levels[size] = (short) level;
    lows[size] = low;
    highs[size] = high;
    nexts[size] = heads[slot];
    heads[slot] = size;
    return size++;
  }

  int and(int a, int b) {
    if (a == b || b == TRUE) {
      return a;
    }
    if (a == TRUE) {
      return b;
    }
    if (a == FALSE || b == FALSE) {
      return FALSE;
    }
    return apply(AND, Math.min(a, b), Math.max(a, b));
  }

  int or(int a, int b) {
    if (a == b || b == FALSE) {
      return a;
    }
    if (a == FALSE) {
      return b;
    }
    if (a == TRUE || b == TRUE) {
      return TRUE;
    }
    return apply(OR, Math.min(a, b), Math.max(a, b));
  }

  /** What is in {@code a} and not in {@code b}. */
  int minus(int a, int b) {
    if (a == b || a == FALSE || b == TRUE) {
      return FALSE;
    }
    if (b == FALSE) {
      return a;
    }
    return apply(MINUS, a, b);
  }

  int not(int a) {
    return minus(TRUE, a);
  }

  /** The function that gives this number everywhere, 0 or greater. */
  int end(int outcome) {
    int slot = slot(TERMINAL_LEVEL, outcome, outcome);
    for (int found = heads[slot]; found != 0; found = nexts[found]) {
      if (levels[found] == TERMINAL_LEVEL && lows[found] == outcome) {
        return found;
      }
    }
    return add(TERMINAL_LEVEL, outcome, outcome, slot);
  }

  /** Whether a node other than {@link #FALSE} and {@link #TRUE} is an end. */
  boolean isEnd(int node) {
    return node > TRUE && levels[node] == TERMINAL_LEVEL;
  }

  int outcome(int end) {
    return lows[end];
  }

  /** The function where the set is, and undefined elsewhere. */
  int mask(int set, int function) {
    if (set == FALSE || function == FALSE) {
      return FALSE;
    }
    return set == TRUE ? function : apply(MASK, set, function);
  }

  /** The first function where it is defined, else the second. */
  int override(int first, int second) {
    if (first == FALSE) {
      return second;
    }
    if (second == FALSE || first == second || levels[first] == TERMINAL_LEVEL) {
      return first;
    }
    return apply(OVERRIDE, first, second);
  }

  /** The set of those for which the function gives such a number. */
  int select(int function, IntPredicate wanted) {
    return select(function, wanted, new int[size]);
  }

  /** Numbers of {@code known} are one more than the node; 0 is not known yet. */
  private int select(int function, IntPredicate wanted, int[] known) {
    if (function == FALSE) {
      return FALSE;
    }
    if (known[function] == 0) {
      countStep();
      int result =
          isEnd(function)
              ? (wanted.test(lows[function]) ? TRUE : FALSE)
              : node(
                  levels[function],
                  select(lows[function], wanted, known),
                  select(highs[function], wanted, known));
      known[function] = result + 1;
    }
    return known[function] - 1;
  }

  /** Adds all numbers that the function gives. */
  void ends(int function, BitSet found) {
    ends(function, found, new BitSet());
  }

  private void ends(int function, BitSet found, BitSet seen) {
    if (function == FALSE || seen.get(function)) {
      return;
    }
    seen.set(function);
    if (isEnd(function)) {
      found.set(lows[function]);
      return;
    }
    countStep();
    ends(lows[function], found, seen);
    ends(highs[function], found, seen);
  }

  private int apply(int operation, int a, int b) {
    long key = ((long) operation << 60) | ((long) a << 30) | b;
    int known = place(key);
    if (cacheKeys[known] == key) {
      return cacheResults[known];
    }
    countStep();
    int level = Math.min(levels[a], levels[b]);
    int low = combine(operation, lowAt(a, level), lowAt(b, level));
    int high = combine(operation, highAt(a, level), highAt(b, level));
    int result = node(level, low, high);
    int place = place(key); // the cache may have grown meanwhile
    cacheKeys[place] = key;
    cacheResults[place] = result;
    return result;
  }

  /** The first bits of the product: the last do not tell operations apart. */
  private int place(long key) {
    int others = Long.numberOfLeadingZeros(cacheKeys.length - 1);
    return (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> others);
  }

  private int combine(int operation, int a, int b) {
    return switch (operation) {
      case AND -> and(a, b);
      case OR -> or(a, b);
      case MINUS -> minus(a, b);
      case MASK -> mask(a, b);
      default -> override(a, b);
    };
  }

  /**
   * Numbers whose cared-for bits have the given values, followed by {@code tail} on later bits.
   *
   * @param first the level of the number's most significant bit
   */
  int cube(int first, int bits, IntPredicate care, IntPredicate value, int tail) {
    int node = tail;
    for (int i = bits - 1; i >= 0 && node != FALSE; i--) {
      if (care.test(i)) {
        node = value.test(i) ? node(first + i, FALSE, node) : node(first + i, node, FALSE);
      }
    }
    return node;
  }

  /** Numbers of {@code bits} bits from {@code low} to {@code high}, given bit by bit. */
  int range(int first, int bits, IntPredicate low, IntPredicate high) {
    int atLeast = TRUE;
    int atMost = TRUE;
    for (int i = bits - 1; i >= 0; i--) {
      int level = first + i;
      atLeast = low.test(i) ? node(level, FALSE, atLeast) : node(level, atLeast, TRUE);
      atMost = high.test(i) ? node(level, TRUE, atMost) : node(level, atMost, FALSE);
    }
    return and(atLeast, atMost);
  }

  boolean contains(int node, IntPredicate bitAtLevel) {
    int at = node;
    while (at > TRUE) {
      at = bitAtLevel.test(levels[at]) ? highs[at] : lows[at];
    }
    return at == TRUE;
  }

  /** Counts one visit of a node. */
  void countStep() {
    if (++steps > stepLimit) {
      throw new TooComplexException("too complex: more than " + stepLimit + " steps");
    }
  }

  /** Whether dead nodes are likely to be worth a {@link #compact}. */
  boolean isCrowded() {
    return size > compactAt;
  }

  /**
   * Drops every node that these roots do not reach, and replaces the roots by their new numbers.
   */
  void compact(int[] roots) {
    int[] renumbered = new int[size];
    for (int root : roots) {
      renumbered[root] = 1;
    }
    for (int i = size - 1; i > TRUE; i--) {
      if (renumbered[i] != 0 && levels[i] != TERMINAL_LEVEL) {
        renumbered[lows[i]] = 1;
        renumbered[highs[i]] = 1;
      }
    }
    renumbered[FALSE] = FALSE;
    renumbered[TRUE] = TRUE;
    int next = 2;
    for (int i = 2; i < size; i++) {
      if (renumbered[i] != 0) {
        boolean end = levels[i] == TERMINAL_LEVEL;
        levels[next] = levels[i];
        lows[next] = end ? lows[i] : renumbered[lows[i]];
        highs[next] = end ? highs[i] : renumbered[highs[i]];
        renumbered[i] = next++;
      }
    }
    size = next;
    for (int i = 0; i < roots.length; i++) {
      roots[i] = renumbered[roots[i]];
    }
    Arrays.fill(cacheKeys, 0);
    rehash();
    compactAt = Math.min(Math.max(FIRST_COMPACTION, 2 * size), size + (nodeLimit - size) / 4 * 3);
    steps += renumbered.length / 8; // near the limit compactions come often: they must count
  }

  private void grow() {
    if (size >= nodeLimit) {
      throw new TooComplexException("too complex: more than " + nodeLimit + " nodes");
    }
    int capacity = Math.min(levels.length * 2, nodeLimit);
    levels = Arrays.copyOf(levels, capacity);
    lows = Arrays.copyOf(lows, capacity);
    highs = Arrays.copyOf(highs, capacity);
    nexts = new int[capacity];
    heads = new int[Integer.highestOneBit(capacity)];
    rehash();
    if (cacheKeys.length < Math.min(capacity, MAX_CACHE)) {
      cacheKeys = new long[cacheKeys.length * 2];
      cacheResults = new int[cacheResults.length * 2];
    }
  }

  private void rehash() {
    Arrays.fill(heads, 0);
    for (int i = 2; i < size; i++) {
      int slot = slot(levels[i], lows[i], highs[i]);
      nexts[i] = heads[slot];
      heads[slot] = i;
    }
  }

  private int slot(int level, int low, int high) {
    int hash = (low * 0x9E37_79B1) ^ (high * 0x85EB_CA77) ^ (level * 0xC2B2_AE3D);
    hash ^= hash >>> 15;
    hash *= 0x2C1B_3C6D;
    hash ^= hash >>> 13;
    return hash & (heads.length - 1);
  }
}
