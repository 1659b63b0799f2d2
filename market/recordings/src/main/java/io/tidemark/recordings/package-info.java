/**
 * Recorded market data: files are recognised by their first line, read row by row or message by
 * message, and merged into one log per instrument. Depends on the core's facts and on the
 * exchanges' protocols only.
 */
@NullMarked
package io.tidemark.recordings;

import org.jspecify.annotations.NullMarked;
