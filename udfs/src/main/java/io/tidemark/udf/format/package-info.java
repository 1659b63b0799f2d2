/** The table format {@code tidemark-avro}: our topics as rows. */
@NullMarked
package io.tidemark.udf.format;

import org.jspecify.annotations.NullMarked;
