package io.tidemark.core.risk;

/**
 * The strategy in whose name a risk gate speaks.
 *
 * @param hash SHA-256 of the strategy, hexadecimal
 * @param horizon of its signals, µs: the shortest of its models, for any of them may have changed
 *     its mind by then
 * @param single whether one model decides, whose signals keep their ids
 */
public record StrategyMark(String hash, long horizon, boolean single) {}
