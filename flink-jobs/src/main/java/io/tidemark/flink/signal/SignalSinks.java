package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.Signal;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where the signal job writes.
 *
 * @param signals {@code signals.v1}
 * @param driftAlerts {@code drift-alerts.v1}
 * @param retrainRequests {@code retrain-requests.v1}
 * @param riskAlerts {@code risk-alerts.v1}
 * @param modelAlerts {@code model-alerts.v1}
 * @param modelMetrics {@code model-metrics.v1}
 * @param deadLetters {@code dead-letter.v1}
 */
public record SignalSinks(
    Sink<Signal> signals,
    Sink<DriftAlert> driftAlerts,
    Sink<RetrainRequest> retrainRequests,
    Sink<RiskAlert> riskAlerts,
    Sink<ModelAlert> modelAlerts,
    Sink<ModelComparison> modelMetrics,
    Sink<DeadLetter> deadLetters) {}
