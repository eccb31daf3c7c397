/** Turns rows into access lists, hits and counters as a profile says. */
@NullMarked
package org.postern.profile.mapping;

import org.jspecify.annotations.NullMarked;
