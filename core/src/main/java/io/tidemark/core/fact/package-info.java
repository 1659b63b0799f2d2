/** What the market said: immutable, validated records, and the one log that carries them. */
@NullMarked
package io.tidemark.core.fact;

import org.jspecify.annotations.NullMarked;
