package org.postern.acl;

import java.util.ArrayList;
import java.util.List;

/**
 * All flows of one address family to one port, and the factory of exact sets of them: source
 * address × source port × destination address.
 *
 * <p>Confined to one thread; sets live as long as their space, so make one per evaluation.
 */
public final class FlowSpace {
  static final int PORT_BITS = 16;

  private final IpFamily family;
  private final DecisionDiagram diagram;
  private final List<FlowSet> kept = new ArrayList<>();

  /**
   * What a match surely and what it possibly covers; they differ where something is unresolved.
   *
   * @param sure a subset of {@code possible}
   */
  public record Bounds(FlowSet sure, FlowSet possible) {
    public boolean isExact() {
      return sure.equals(possible);
    }
  }

  public FlowSpace(IpFamily family, EvaluationLimits limits) {
    this.family = family;
    this.diagram = new DecisionDiagram(limits);
  }

  public IpFamily family() {
    return family;
  }

  public FlowSet all() {
    return keep(DecisionDiagram.TRUE);
  }

  public FlowSet none() {
    return keep(DecisionDiagram.FALSE);
  }

  /** The flows from these sources and source ports to these destinations. */
  public Bounds flows(AddressMatch sources, PortMatch sourcePorts, AddressMatch destinations) {
    NodeBounds bounds = nodes(sources, sourcePorts, destinations);
    return new Bounds(keep(bounds.sure()), keep(bounds.possible()));
  }

  NodeBounds nodes(AddressMatch sources, PortMatch sourcePorts, AddressMatch destinations) {
    AddressNodes addresses = new AddressNodes(diagram, family);
    NodeBounds tail = addresses.of(destinations, firstDestinationBit());
    tail = tail.and(diagram, portNodes(sourcePorts));
    if (sources instanceof AddressMatch.Masked masked && tail.isExact()) {
      int node = addresses.masked(masked, 0, tail.sure()); // by far the commonest; saves an AND
      return new NodeBounds(node, node);
    }
    return tail.and(diagram, addresses.of(sources, 0));
  }

  private NodeBounds portNodes(PortMatch match) {
    if (!(match instanceof PortMatch.Ports ports)) {
      return NodeBounds.UNCERTAIN;
    }
    if (ports.set().isAny()) {
      return NodeBounds.ALL;
    }
    int node = DecisionDiagram.FALSE;
    for (PortSet.Range range : ports.set().ranges()) {
      int next =
          diagram.range(
              firstPortBit(),
              PORT_BITS,
              i -> portBit(range.low(), i),
              i -> portBit(range.high(), i));
      node = diagram.or(node, next);
    }
    return new NodeBounds(node, node);
  }

  DecisionDiagram diagram() {
    return diagram;
  }

  int firstPortBit() {
    return family.bits();
  }

  int firstDestinationBit() {
    return family.bits() + PORT_BITS;
  }

  FlowSet keep(int node) {
    FlowSet set = new FlowSet(this, node);
    kept.add(set);
    return set;
  }

  /** Drops dead nodes; every set of the space and the given loose nodes stay. */
  void compact(int[] loose) {
    int[] roots = new int[loose.length + kept.size()];
    System.arraycopy(loose, 0, roots, 0, loose.length);
    for (int i = 0; i < kept.size(); i++) {
      roots[loose.length + i] = kept.get(i).node();
    }
    diagram.compact(roots);
    System.arraycopy(roots, 0, loose, 0, loose.length);
    for (int i = 0; i < kept.size(); i++) {
      kept.get(i).renumber(roots[loose.length + i]);
    }
  }

  boolean bit(Flow flow, int level) {
    if (level < firstPortBit()) {
      return flow.source().bit(family, level);
    }
    if (level < firstDestinationBit()) {
      return portBit(flow.sourcePort(), level - firstPortBit());
    }
    return flow.destination().bit(family, level - firstDestinationBit());
  }

  Flow lowest(int node) {
    boolean[] bits = new boolean[firstDestinationBit() + family.bits()];
    int at = node;
    while (at != DecisionDiagram.TRUE) {
      boolean one = diagram.low(at) == DecisionDiagram.FALSE;
      bits[diagram.level(at)] = one;
      at = one ? diagram.high(at) : diagram.low(at);
    }
    int port = 0;
    for (int i = 0; i < PORT_BITS; i++) {
      port = (port << 1) | (bits[firstPortBit() + i] ? 1 : 0);
    }
    return new Flow(family, address(bits, 0), port, address(bits, firstDestinationBit()));
  }

  private IpBits address(boolean[] bits, int first) {
    IpBits address = IpBits.ZERO;
    for (int i = 0; i < family.bits(); i++) {
      if (bits[first + i]) {
        address = address.or(IpBits.single(family, i));
      }
    }
    return address;
  }

  private static boolean portBit(int port, int position) {
    return ((port >>> (PORT_BITS - 1 - position)) & 1) == 1;
  }
}
