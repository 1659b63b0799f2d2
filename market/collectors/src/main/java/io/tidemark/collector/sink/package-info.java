/** Where facts go. */
@NullMarked
package io.tidemark.collector.sink;

import org.jspecify.annotations.NullMarked;
