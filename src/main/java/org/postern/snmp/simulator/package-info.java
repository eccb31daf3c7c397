/** Answers as devices would, from recordings that move: for tests, the demo and load. */
@NullMarked
package org.postern.snmp.simulator;

import org.jspecify.annotations.NullMarked;
