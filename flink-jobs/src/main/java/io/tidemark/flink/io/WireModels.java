package io.tidemark.flink.io;

import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.SamplePeriod;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.serve.ScoreDifference;

/** What the jobs say of models as records of the wire, and back. */
final class WireModels {

  private WireModels() {}

  static io.tidemark.wire.ModelAlert wire(ModelAlert alert) {
    io.tidemark.wire.ModelAlert wire = new io.tidemark.wire.ModelAlert();
    wire.setId(alert.id());
    wire.setPhase(io.tidemark.wire.AlertPhase.valueOf(alert.phase().name()));
    wire.setInstrument(alert.instrument());
    wire.setAction(io.tidemark.wire.ModelAction.valueOf(alert.action().name()));
    wire.setModelId(alert.model().id());
    wire.setModelVersion(alert.model().version());
    wire.setManifestSha256(alert.model().sha256());
    wire.setServingId(alert.serving().id());
    wire.setServingVersion(alert.serving().version());
    wire.setServingSha256(alert.serving().sha256());
    wire.setOpenedAt(Micros.instant(alert.occurrence().openedAt()));
    wire.setEventTime(Micros.instant(alert.eventTime()));
    wire.setRepeats(alert.occurrence().repeats());
    wire.setDetail(alert.detail());
    return wire;
  }

  static ModelAlert core(io.tidemark.wire.ModelAlert wire) {
    return new ModelAlert(
        new AlertOccurrence(
            wire.getId(),
            AlertPhase.valueOf(wire.getPhase().name()),
            wire.getInstrument(),
            Micros.of(wire.getOpenedAt()),
            Micros.of(wire.getEventTime()),
            wire.getRepeats()),
        ModelAction.valueOf(wire.getAction().name()),
        new ModelRef(wire.getModelId(), wire.getModelVersion(), wire.getManifestSha256()),
        new ModelRef(wire.getServingId(), wire.getServingVersion(), wire.getServingSha256()),
        wire.getDetail());
  }

  static io.tidemark.wire.ModelComparison wire(ModelComparison comparison) {
    io.tidemark.wire.ModelComparison wire = new io.tidemark.wire.ModelComparison();
    wire.setInstrument(comparison.instrument());
    wire.setServingId(comparison.serving().id());
    wire.setServingVersion(comparison.serving().version());
    wire.setServingSha256(comparison.serving().sha256());
    wire.setShadowId(comparison.shadow().id());
    wire.setShadowVersion(comparison.shadow().version());
    wire.setShadowSha256(comparison.shadow().sha256());
    wire.setFromTime(Micros.instant(comparison.period().from()));
    wire.setToTime(Micros.instant(comparison.period().to()));
    wire.setSamples(comparison.samples());
    wire.setAgreements(comparison.agreements());
    wire.setMeanDifference(comparison.difference().mean());
    wire.setMeanDistance(comparison.difference().meanDistance());
    wire.setLargestDistance(comparison.difference().largestDistance());
    return wire;
  }

  static ModelComparison core(io.tidemark.wire.ModelComparison wire) {
    return new ModelComparison(
        wire.getInstrument(),
        new ModelRef(wire.getServingId(), wire.getServingVersion(), wire.getServingSha256()),
        new ModelRef(wire.getShadowId(), wire.getShadowVersion(), wire.getShadowSha256()),
        new SamplePeriod(Micros.of(wire.getFromTime()), Micros.of(wire.getToTime())),
        wire.getSamples(),
        wire.getAgreements(),
        new ScoreDifference(
            wire.getMeanDifference(), wire.getMeanDistance(), wire.getLargestDistance()));
  }
}
