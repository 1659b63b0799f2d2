/** The command line: {@code ./tidemark}. */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
