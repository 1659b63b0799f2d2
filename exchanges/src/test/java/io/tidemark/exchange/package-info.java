/** Exchange protocols against recorded and made-up messages. */
@NullMarked
package io.tidemark.exchange;

import org.jspecify.annotations.NullMarked;
