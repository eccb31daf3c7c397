package org.postern.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.snmp4j.agent.DefaultMOContextScope;
import org.snmp4j.agent.DefaultMOQuery;
import org.snmp4j.agent.DefaultMOServer;
import org.snmp4j.agent.DuplicateRegistrationException;
import org.snmp4j.agent.MOQuery;
import org.snmp4j.agent.MOScope;
import org.snmp4j.agent.ManagedObject;
import org.snmp4j.agent.mo.MOAccessImpl;
import org.snmp4j.agent.mo.MOScalar;
import org.snmp4j.agent.mo.snmp.SNMPv2MIB;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * What every SNMP entity serves about itself: SNMPv2-MIB, snmpEngine of SNMP-FRAMEWORK-MIB and the
 * statistics of SNMP-MPD-MIB and SNMP-USER-BASED-SM-MIB, held by snmp4j-agent's modules and
 * registry. Communities, users and views are not registered, so nobody can read them. Thread-safe.
 */
final class StandardMib implements Instances {
  private static final OctetString DEFAULT_CONTEXT = new OctetString();
  private static final OID SNMP_ENGINE = new OID("1.3.6.1.6.3.10.2.1");
  private static final int SERVICES_APPLICATION = 72;

  /** Values of snmpEnableAuthenTraps. */
  private static final int ENABLED = 1;

  private static final int DISABLED = 2;

  private final DefaultMOServer server = new DefaultMOServer();
  private final SNMPv2MIB snmpv2;

  /** All that is registered, in ascending order; nothing is registered later. */
  private final List<ManagedObject<?>> objects = new ArrayList<>();

  StandardMib(AgentSettings settings, Usm usm, AgentCounters counters) {
    OID module = settings.arcOid();
    snmpv2 =
        new SNMPv2MIB(
            new OctetString(settings.description()),
            sysObjectId(module),
            new Integer32(SERVICES_APPLICATION));
    snmpv2.setName(new OctetString(settings.sysName()));
    snmpv2.setContact(new OctetString(settings.sysContact()));
    snmpv2.setLocation(new OctetString(settings.sysLocation()));
    snmpv2
        .getSnmpEnableAuthenTraps()
        .setValue(new Integer32(settings.authenticationTraps() ? ENABLED : DISABLED));
    addCapability("1.3.6.1.6.3.1", "SNMPv2-MIB: the system and snmp groups, read-only");
    addCapability("1.3.6.1.6.3.10.3.1.1", "SNMP-FRAMEWORK-MIB: snmpEngineGroup");
    addCapability("1.3.6.1.6.3.11.3.1.1", "SNMP-MPD-MIB: snmpMPDGroup");
    addCapability(
        "1.3.6.1.6.3.15.2.1.1", "SNMP-USER-BASED-SM-MIB: usmStats; users are not readable");
    addCapability(module.toDottedString() + ".2.1.1", "POSTERN-MIB: all groups, read-only");
    try {
      server.addContext(DEFAULT_CONTEXT);
      snmpv2.registerMOs(server, DEFAULT_CONTEXT);
      register(1, usm::engineId);
      register(2, () -> new Integer32(usm.boots()));
      register(3, () -> new Integer32(usm.time()));
      register(4, () -> new Integer32(AgentSettings.GREATEST_MESSAGE_SIZE));
      for (OID counter : AgentCounters.SERVED) {
        register(counter, () -> counters.value(counter));
      }
      server.iterator().forEachRemaining(entry -> objects.add(entry.getValue()));
    } catch (DuplicateRegistrationException e) {
      throw new IllegalStateException("two modules serve the same object", e);
    }
  }

  /** An object of snmpEngine (RFC 3411 §5). */
  private void register(int number, Supplier<Variable> value)
      throws DuplicateRegistrationException {
    register(new OID(SNMP_ENGINE).append(number).append(0), value);
  }

  private void register(OID instance, Supplier<Variable> value)
      throws DuplicateRegistrationException {
    server.register(new Computed(instance, value), DEFAULT_CONTEXT);
  }

  /** posternProducts.1 below the module's arc. */
  static OID sysObjectId(OID module) {
    return new OID(module).append(3).append(1);
  }

  /** Counts in the snmp group; SNMPv2MIB itself is not made for several listener threads. */
  synchronized Counter32 count(OID counter) {
    CounterEvent event = new CounterEvent(this, counter);
    snmpv2.incrementCounter(event);
    return new Counter32(event.getCurrentValue().toLong());
  }

  /** sysUpTime in hundredths of a second. */
  long upTime() {
    return snmpv2.getUpTime().getValue();
  }

  private void addCapability(String id, String description) {
    snmpv2.addSysOREntry(new OID(id), new OctetString(description));
  }

  @Override
  public Optional<Variable> get(OID instance) {
    return Optional.ofNullable(DefaultMOServer.getValue(server, DEFAULT_CONTEXT, instance))
        .map(value -> (Variable) value.clone());
  }

  @Override
  public Optional<VariableBinding> next(OID after) {
    MOScope behind = new DefaultMOContextScope(DEFAULT_CONTEXT, after, false, null, false);
    for (ManagedObject<?> object : objects) {
      OID found = object.find(behind);
      Optional<Variable> value = found == null ? Optional.empty() : get(found);
      if (value.isPresent()) {
        return Optional.of(new VariableBinding(new OID(found), value.get()));
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean knowsObject(OID instance) {
    MOQuery query =
        new DefaultMOQuery(
            new DefaultMOContextScope(DEFAULT_CONTEXT, instance, true, instance, true));
    return server.lookup(query) != null;
  }

  /** A scalar that is worked out when it is asked for. */
  private static final class Computed extends MOScalar<Variable> {
    private final Supplier<Variable> current;

    Computed(OID instance, Supplier<Variable> current) {
      super(instance, MOAccessImpl.ACCESS_READ_ONLY, current.get());
      this.current = current;
    }

    @Override
    public Variable getValue() {
      // The constructor above this one asks before there is anything to ask.
      return current == null ? super.getValue() : current.get();
    }
  }
}
