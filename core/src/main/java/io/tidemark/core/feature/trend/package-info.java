/** Features of trend: channels, directional movement, regression. */
@NullMarked
package io.tidemark.core.feature.trend;

import org.jspecify.annotations.NullMarked;
