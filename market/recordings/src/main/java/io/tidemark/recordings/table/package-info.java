/** Tables: one parser per kind of row. */
@NullMarked
package io.tidemark.recordings.table;

import org.jspecify.annotations.NullMarked;
