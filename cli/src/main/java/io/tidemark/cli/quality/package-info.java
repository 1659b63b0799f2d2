/** What becomes of each row of recorded data: {@code ./tidemark quality}. */
@NullMarked
package io.tidemark.cli.quality;

import org.jspecify.annotations.NullMarked;
