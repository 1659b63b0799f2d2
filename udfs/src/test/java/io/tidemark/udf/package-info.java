/** Tests of the SQL functions, called as Java and through the planner. */
@NullMarked
package io.tidemark.udf;

import org.jspecify.annotations.NullMarked;
