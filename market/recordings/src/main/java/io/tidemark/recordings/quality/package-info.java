/** Every row of a file: accepted, repaired or refused with a reason. */
@NullMarked
package io.tidemark.recordings.quality;

import org.jspecify.annotations.NullMarked;
