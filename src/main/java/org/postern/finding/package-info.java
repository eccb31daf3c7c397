/** What is expected, what was found, its life cycle, and the board that is published; pure. */
@NullMarked
package org.postern.finding;

import org.jspecify.annotations.NullMarked;
