/**
 * Recorded market data: files are recognised by their header, read row by row, and merged into one
 * log per instrument. Depends on the core's facts only.
 */
@NullMarked
package io.tidemark.cli.data;

import org.jspecify.annotations.NullMarked;
