/** Counter sample pairs and rates, each with its quality; pure. */
@NullMarked
package org.postern.counter;

import org.jspecify.annotations.NullMarked;
