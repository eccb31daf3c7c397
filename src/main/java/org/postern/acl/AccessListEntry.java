package org.postern.acl;

import java.util.List;

/**
 * One entry (ACE) of an access list. What it matches is the conjunction of all its parts; an
 * unreadable part makes the match possible, never certain.
 *
 * @param id how the device names it (sequence number, rule number, handle); unique in its list
 * @param skipTo for {@link Action#SKIP}: the position in the list, above this entry's own, where
 *     evaluation goes on; the list's size means its end. 0 for other actions.
 * @param text the entry in one line, as an operator would read it on the device; without counters
 * @param comment the operator's remark on the device, or empty
 */
public record AccessListEntry(
    String id,
    Action action,
    int skipTo,
    ProtocolMatch protocol,
    AddressMatch source,
    PortMatch sourcePorts,
    AddressMatch destination,
    PortMatch destinationPorts,
    InterfaceMatch ingress,
    InterfaceMatch egress,
    List<Condition> conditions,
    String text,
    String comment) {
  public AccessListEntry {
    conditions = List.copyOf(conditions);
  }

  /**
   * What it matches and does, without number, wording and remark; a jump keeps only that it is one.
   * Two entries that are equal in this are the same to an operator, wherever they stand.
   */
  public AccessListEntry meaning() {
    return new AccessListEntry(
        "",
        action,
        0,
        protocol,
        source,
        sourcePorts,
        destination,
        destinationPorts,
        ingress,
        egress,
        conditions,
        "",
        "");
  }

  /** Starts an entry that matches everything. */
  public static Builder builder(String id, Action action) {
    return new Builder(id, action);
  }

  /** Builds an entry; every part left out matches everything. */
  public static final class Builder {
    private final String id;
    private final Action action;
    private int skipTo;
    private ProtocolMatch protocol = ProtocolMatch.any();
    private AddressMatch source = AddressMatch.any();
    private PortMatch sourcePorts = PortMatch.any();
    private AddressMatch destination = AddressMatch.any();
    private PortMatch destinationPorts = PortMatch.any();
    private InterfaceMatch ingress = InterfaceMatch.any();
    private InterfaceMatch egress = InterfaceMatch.any();
    private List<Condition> conditions = List.of();
    private String text = "";
    private String comment = "";

    private Builder(String id, Action action) {
      this.id = id;
      this.action = action;
    }

    public Builder skipTo(int position) {
      skipTo = position;
      return this;
    }

    public Builder protocol(ProtocolMatch match) {
      protocol = match;
      return this;
    }

    public Builder source(AddressMatch match) {
      source = match;
      return this;
    }

    public Builder sourcePorts(PortMatch match) {
      sourcePorts = match;
      return this;
    }

    public Builder destination(AddressMatch match) {
      destination = match;
      return this;
    }

    public Builder destinationPorts(PortMatch match) {
      destinationPorts = match;
      return this;
    }

    public Builder ingress(InterfaceMatch match) {
      ingress = match;
      return this;
    }

    public Builder egress(InterfaceMatch match) {
      egress = match;
      return this;
    }

    public Builder conditions(List<Condition> all) {
      conditions = all;
      return this;
    }

    public Builder text(String line) {
      text = line;
      return this;
    }

    public Builder comment(String remark) {
      comment = remark;
      return this;
    }

    public AccessListEntry build() {
      return new AccessListEntry(
          id,
          action,
          skipTo,
          protocol,
          source,
          sourcePorts,
          destination,
          destinationPorts,
          ingress,
          egress,
          conditions,
          text,
          comment);
    }
  }
}
