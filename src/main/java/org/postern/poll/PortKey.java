package org.postern.poll;

import org.postern.acl.MailPort;

/** Names a crossing of a device and a mail port. */
record PortKey(String crossing, MailPort port) {}
