/** What formulas are made of: windows, running sums, extremes and ranks over cells of doubles. */
@NullMarked
package io.tidemark.core.feature.kernel;

import org.jspecify.annotations.NullMarked;
