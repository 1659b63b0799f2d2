/** What a feed does: decisions without network, clock or threads. */
@NullMarked
package io.tidemark.collector.feed;

import org.jspecify.annotations.NullMarked;
