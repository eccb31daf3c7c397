/** Serves the board as POSTERN-MIB and sends notifications. */
@NullMarked
package org.postern.agent;

import org.jspecify.annotations.NullMarked;
