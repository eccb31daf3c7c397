package org.postern.config;

import org.postern.finding.Policy;

/**
 * What the operator expects.
 *
 * @param defaults true if the default expectations E1…E10 hold behind the operator's own
 * @param own zones, roles, own expectations and exceptions, without the defaults
 */
public record PolicyConfig(boolean defaults, Policy own) {}
