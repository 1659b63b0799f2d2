@NullMarked
package io.tidemark.bench.strategy;

import org.jspecify.annotations.NullMarked;
