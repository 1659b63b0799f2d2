@NullMarked
package io.tidemark.bench.drift;

import org.jspecify.annotations.NullMarked;
