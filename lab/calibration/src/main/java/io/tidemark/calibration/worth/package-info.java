/**
 * What a model is worth on the rows of its own export, before it is sealed. {@link
 * io.tidemark.calibration.worth.ExportCheck} comes first.
 */
@NullMarked
package io.tidemark.calibration.worth;

import org.jspecify.annotations.NullMarked;
