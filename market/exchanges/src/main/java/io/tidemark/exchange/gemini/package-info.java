/** Gemini's events. */
@NullMarked
package io.tidemark.exchange.gemini;

import org.jspecify.annotations.NullMarked;
