/** OKX's tables and channels. */
@NullMarked
package io.tidemark.exchange.okx;

import org.jspecify.annotations.NullMarked;
