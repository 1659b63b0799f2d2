/** A Flink cluster of real processes, from published jars, and the job jar submitted to it. */
@NullMarked
package io.tidemark.testbed.cluster;

import org.jspecify.annotations.NullMarked;
