/** Tests of the table format. */
@NullMarked
package io.tidemark.udf.format;

import org.jspecify.annotations.NullMarked;
