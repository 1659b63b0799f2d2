/** Tests of the SQL functions, called as Java. */
@NullMarked
package io.tidemark.udf;

import org.jspecify.annotations.NullMarked;
