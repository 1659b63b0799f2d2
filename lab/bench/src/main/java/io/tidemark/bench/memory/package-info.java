/** Whether scoring, and opening and closing models, leaves memory behind. */
@NullMarked
package io.tidemark.bench.memory;

import org.jspecify.annotations.NullMarked;
