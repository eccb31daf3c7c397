package org.postern.store;

import org.postern.acl.AccessList;

/** A version of an access list together with its content. */
public record StoredAccessList(AccessListVersion version, AccessList list) {}
