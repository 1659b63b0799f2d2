/** Features of named metrics, each value as it was known. */
@NullMarked
package io.tidemark.core.feature.metric;

import org.jspecify.annotations.NullMarked;
