/** HTX's channels, once Huobi's: spot, delivery contracts and swaps. */
@NullMarked
package io.tidemark.exchange.htx;

import org.jspecify.annotations.NullMarked;
