/** {@code ./tidemark drift calibrate}: thresholds for a model's drift gate, from its own export. */
@NullMarked
package io.tidemark.cli.drift.calibrate;

import org.jspecify.annotations.NullMarked;
