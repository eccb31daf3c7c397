/** Reads the rule listings that a Linux device serves through its agent's extend mechanism. */
@NullMarked
package org.postern.profile.linux;

import org.jspecify.annotations.NullMarked;
