@NullMarked
package io.tidemark.cli.drift.calibration;

import org.jspecify.annotations.NullMarked;
