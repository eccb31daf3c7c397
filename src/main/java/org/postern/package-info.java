/** The commands and the wiring of the daemon. */
@NullMarked
package org.postern;

import org.jspecify.annotations.NullMarked;
