/** KuCoin's topics: spot and futures. */
@NullMarked
package io.tidemark.exchange.kucoin;

import org.jspecify.annotations.NullMarked;
