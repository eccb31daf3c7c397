/** Access lists as values, exact flow sets and first-match evaluation; pure. */
@NullMarked
package org.postern.acl;

import org.jspecify.annotations.NullMarked;
