/** Postern's verdicts on random rule sets beside what the kernel does with them. */
package org.postern.kernel;
