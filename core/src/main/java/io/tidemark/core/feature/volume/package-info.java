/** Features of volume and of who took it. */
@NullMarked
package io.tidemark.core.feature.volume;

import org.jspecify.annotations.NullMarked;
