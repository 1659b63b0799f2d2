/** The deterministic risk layer: an ordered list of pure rules. */
@NullMarked
package io.tidemark.core.risk;

import org.jspecify.annotations.NullMarked;
