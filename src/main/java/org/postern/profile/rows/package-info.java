/** Conceptual tables as rows of named fields, whatever order the variable bindings came in. */
@NullMarked
package org.postern.profile.rows;

import org.jspecify.annotations.NullMarked;
