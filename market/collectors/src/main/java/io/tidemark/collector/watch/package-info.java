/** What a person or a monitor is told of the collector. */
@NullMarked
package io.tidemark.collector.watch;

import org.jspecify.annotations.NullMarked;
