/** Vendor profiles: which tables a device has and how their rows become access lists. */
@NullMarked
package org.postern.profile;

import org.jspecify.annotations.NullMarked;
