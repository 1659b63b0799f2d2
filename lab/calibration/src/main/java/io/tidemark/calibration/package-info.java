/** Calibrates the drift gate to a budget of false alarms by resampling a training export. */
@NullMarked
package io.tidemark.calibration;

import org.jspecify.annotations.NullMarked;
