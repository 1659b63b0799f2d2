/** {@code ./tidemark drift calibrate}: thresholds for a model's drift gate, from its own export. */
@NullMarked
package io.tidemark.calibration.artefact;

import org.jspecify.annotations.NullMarked;
