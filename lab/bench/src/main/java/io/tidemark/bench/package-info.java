/** How fast it is on this machine: {@code ./tidemark bench}. */
@NullMarked
package io.tidemark.bench;

import org.jspecify.annotations.NullMarked;
