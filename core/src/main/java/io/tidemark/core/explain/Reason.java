package io.tidemark.core.explain;

/**
 * What one feature did to an answer.
 *
 * @param feature its name, such as {@code rsi(14)}
 * @param value what it was, in its own unit; of a model of several bars at the newest one
 * @param contribution its Shapley value, in the unit of the explainer's {@link Link}: above 0 it
 *     raised the answer, below 0 it lowered it
 */
public record Reason(String feature, double value, double contribution) {}
