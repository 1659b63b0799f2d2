/** Files: their lines, and what they hold. */
@NullMarked
package io.tidemark.recordings.file;

import org.jspecify.annotations.NullMarked;
