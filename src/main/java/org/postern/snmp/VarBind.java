package org.postern.snmp;

/** A variable binding: the name of an instance and its value. */
public record VarBind(Oid oid, SnmpValue value) {}
