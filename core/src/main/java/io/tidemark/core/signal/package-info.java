/** Signals: what a model proposes and what is left of it when the gates have spoken. */
@NullMarked
package io.tidemark.core.signal;

import org.jspecify.annotations.NullMarked;
