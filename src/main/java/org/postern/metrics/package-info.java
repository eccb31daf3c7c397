/** Serves the board to Prometheus over HTTP. */
@NullMarked
package org.postern.metrics;

import org.jspecify.annotations.NullMarked;
