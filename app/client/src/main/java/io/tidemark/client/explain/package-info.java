/** {@code ./tidemark explain}: what a configuration comes to, without submitting anything. */
@NullMarked
package io.tidemark.client.explain;

import org.jspecify.annotations.NullMarked;
