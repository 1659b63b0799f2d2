/** From a pause of the drift gate to the next version of the model. */
@NullMarked
package io.tidemark.retraining;

import org.jspecify.annotations.NullMarked;
