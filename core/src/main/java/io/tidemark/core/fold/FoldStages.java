package io.tidemark.core.fold;

import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.ModelServing;
import java.util.function.Function;

/**
 * What one model's events go through.
 *
 * @param serving features, and the models that may serve
 * @param drift the drift gate of the model that was asked
 * @param risk the risk gate of the model that was asked
 */
public record FoldStages(
    ModelServing serving,
    Function<Assessment, DriftGate> drift,
    Function<Assessment, RiskGate> risk) {}
