/**
 * Series that no exchange publishes: on-chain metrics and the economy's, how we call them, and when
 * a value could be known. Begin with {@link io.tidemark.exchange.series.Publication}.
 */
@NullMarked
package io.tidemark.exchange.series;

import org.jspecify.annotations.NullMarked;
