/**
 * Formulas over rows that may be drawn more than once, and the intervals of their values. Begin
 * with {@link io.tidemark.backtest.metric.Measure}. It knows no model and no file.
 */
@NullMarked
package io.tidemark.backtest.metric;

import org.jspecify.annotations.NullMarked;
