/** H2: history, findings, sequence numbers and identity that survive a crash. */
@NullMarked
package org.postern.store;

import org.jspecify.annotations.NullMarked;
