/** The profile language as values: what a YAML file may say, and how it is read and checked. */
@NullMarked
package org.postern.profile.language;

import org.jspecify.annotations.NullMarked;
