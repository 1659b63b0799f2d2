/** SEQUENCE: admits facts, fans market-wide ones out, and orders arrivals into one log a key. */
@NullMarked
package io.tidemark.core.sequence;

import org.jspecify.annotations.NullMarked;
