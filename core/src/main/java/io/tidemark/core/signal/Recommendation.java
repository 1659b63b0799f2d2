package io.tidemark.core.signal;

/**
 * What a signal recommends.
 *
 * @param action what to do
 * @param reason why this action, one sentence for people
 * @param size fraction of the portfolio; 0 for HOLD
 * @param referencePrice last price, quote per base
 * @param riskClass how wild the instrument is
 * @param horizon how far ahead the model looks, µs
 * @param validUntil after which it must not be acted on, µs since the epoch
 * @param strategy hash of the strategy that decided; empty where a model alone did
 */
public record Recommendation(
    Action action,
    String reason,
    double size,
    double referencePrice,
    RiskClass riskClass,
    long horizon,
    long validUntil,
    String strategy) {}
