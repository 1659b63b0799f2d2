package io.tidemark.core.signal;

import io.tidemark.core.drift.DriftVerdict;
import java.util.List;

/**
 * A risk-gated recommendation, with all that is needed to trust, de-duplicate and reproduce it.
 *
 * @param id hash of instrument, event time, log offset, model and version
 * @param supersedes the id of the signal that this one replaces; empty for the first
 * @param instrument {@code BTC-USDT@binance}
 * @param eventTime of the event that caused it, µs since the epoch
 * @param validUntil after which it must not be acted on, µs since the epoch
 * @param logOffset of the event that caused it
 * @param action what is recommended
 * @param reason why this action, one sentence for people
 * @param strength percentile of |p - 0.5| among the model's validation scores, 0 to 100
 * @param probability of a rise over the horizon; NaN where no score stands behind it
 * @param probabilityLow lower end of its 95 % interval
 * @param probabilityHigh upper end of its 95 % interval
 * @param referencePrice last price, quote per base
 * @param horizon how far ahead the model looks, µs
 * @param riskClass how wild the instrument is
 * @param size recommended, fraction of the portfolio; 0 for HOLD
 * @param modelId such as {@code btc-linear}
 * @param modelVersion of the model
 * @param modelSha256 of the model file
 * @param featureSetHash of the feature set
 * @param features the vector that was scored; empty where no score stands behind it
 * @param drift the drift gate's annotation
 * @param verdicts of every risk rule that mattered
 * @param inSample whether the event time lies inside the model's training period
 */
@SuppressWarnings("ArrayRecordComponent") // plain arrays, as Flink's POJO types want them
public record Signal(
    String id,
    String supersedes,
    String instrument,
    long eventTime,
    long validUntil,
    long logOffset,
    Action action,
    String reason,
    double strength,
    double probability,
    double probabilityLow,
    double probabilityHigh,
    double referencePrice,
    long horizon,
    RiskClass riskClass,
    double size,
    String modelId,
    String modelVersion,
    String modelSha256,
    String featureSetHash,
    float[] features,
    DriftVerdict drift,
    List<RiskVerdict> verdicts,
    boolean inSample) {}
