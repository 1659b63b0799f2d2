/** Control orders, stamped with the time of the market that obeys them. */
@NullMarked
package io.tidemark.client.order;

import org.jspecify.annotations.NullMarked;
