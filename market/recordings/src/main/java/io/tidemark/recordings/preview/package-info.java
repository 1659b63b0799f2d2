/** What a look at a file before its rows are read says: its order, its parts, its bars. */
@NullMarked
package io.tidemark.recordings.preview;

import org.jspecify.annotations.NullMarked;
