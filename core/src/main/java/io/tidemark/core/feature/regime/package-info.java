/**
 * In which state the market is: {@link io.tidemark.core.feature.regime.RegimeFunctions} first. A
 * state changes at one bound and changes back at another, so that it does not flutter.
 */
@NullMarked
package io.tidemark.core.feature.regime;

import org.jspecify.annotations.NullMarked;
