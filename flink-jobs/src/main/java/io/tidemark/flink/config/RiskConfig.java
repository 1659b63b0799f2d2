package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * The risk gate's limits.
 *
 * @param staleAfter longest time between a price's exchange time and its arrival
 * @param silenceAfter longest time without a price
 * @param bookMaxAge age from which the order book counts as missing
 * @param fundingExtreme fraction per interval
 * @param fundingMaxAge age from which funding counts as missing
 * @param volatilityLimit annualised, 1 = 100 % a year
 * @param fearGreedLimit 0 to 100
 * @param fearGreedMaxAge age from which the index counts as missing
 * @param positionCap fraction of the portfolio
 * @param atrTarget fraction of the price
 * @param maxSignalsPerHour signals per instrument and hour
 */
public record RiskConfig(
    Duration staleAfter,
    Duration silenceAfter,
    Duration bookMaxAge,
    double fundingExtreme,
    Duration fundingMaxAge,
    double volatilityLimit,
    double fearGreedLimit,
    Duration fearGreedMaxAge,
    double positionCap,
    double atrTarget,
    int maxSignalsPerHour)
    implements Serializable {}
