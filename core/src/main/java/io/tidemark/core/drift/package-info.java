/** Exact two-sample Kolmogorov-Smirnov drift detection and the gate that pauses a model. */
@NullMarked
package io.tidemark.core.drift;

import org.jspecify.annotations.NullMarked;
