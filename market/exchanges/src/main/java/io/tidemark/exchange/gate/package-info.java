/** Gate's channels: spot in versions 3 and 4, futures and delivery in version 4. */
@NullMarked
package io.tidemark.exchange.gate;

import org.jspecify.annotations.NullMarked;
