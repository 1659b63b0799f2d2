/** FEATURES + SCORE: folds an instrument's log into feature state and asks the model. */
@NullMarked
package io.tidemark.core.score;

import org.jspecify.annotations.NullMarked;
