/** Conducts a poll: read, map, judge, store, publish. */
@NullMarked
package org.postern.poll;

import org.jspecify.annotations.NullMarked;
