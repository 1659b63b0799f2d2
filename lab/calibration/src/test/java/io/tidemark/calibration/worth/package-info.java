/** Tests of what a model is worth. */
@NullMarked
package io.tidemark.calibration.worth;

import org.jspecify.annotations.NullMarked;
