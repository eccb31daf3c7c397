/** Asks devices over SNMP, and answers as one from a recording. */
@NullMarked
package org.postern.snmp;

import org.jspecify.annotations.NullMarked;
