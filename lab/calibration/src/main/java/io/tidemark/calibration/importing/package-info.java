/**
 * {@code ./tidemark models import}: a served artefact of another framework's file. Begin with
 * {@link io.tidemark.calibration.importing.ModelImport}.
 */
@NullMarked
package io.tidemark.calibration.importing;

import org.jspecify.annotations.NullMarked;
