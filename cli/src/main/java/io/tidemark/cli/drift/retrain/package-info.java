/** From a pause of the drift gate to the next version of the model. */
@NullMarked
package io.tidemark.cli.drift.retrain;

import org.jspecify.annotations.NullMarked;
