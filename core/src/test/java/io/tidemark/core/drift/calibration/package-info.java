@NullMarked
package io.tidemark.core.drift.calibration;

import org.jspecify.annotations.NullMarked;
