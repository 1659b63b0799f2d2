@NullMarked
package io.tidemark.calibration;

import org.jspecify.annotations.NullMarked;
