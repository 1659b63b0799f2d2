/** Recordings of messages as exchanges sent them. */
@NullMarked
package io.tidemark.recordings.message;

import org.jspecify.annotations.NullMarked;
