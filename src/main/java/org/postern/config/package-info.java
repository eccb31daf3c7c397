/** The daemon's YAML as checked values; every problem at once; secrets that never print. */
@NullMarked
package org.postern.config;

import org.jspecify.annotations.NullMarked;
