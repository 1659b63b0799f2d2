/** JMH kernels. */
@NullMarked
package io.tidemark.bench.kernel;

import org.jspecify.annotations.NullMarked;
