package io.tidemark.flink.io;

import io.tidemark.core.drift.DistributionChange;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.LargestDifference;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.drift.SampleQuantiles;
import io.tidemark.core.drift.TestedFeature;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.SamplePeriod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the drift gate says as records of the wire, and back; under the rules of WireOutputs. */
final class WireDrift {

  private WireDrift() {}

  static io.tidemark.wire.DriftStatus wire(DriftStatus status) {
    return switch (status) {
      case FILLING -> io.tidemark.wire.DriftStatus.FILLING;
      case WATCH -> io.tidemark.wire.DriftStatus.WATCH;
      case WARN -> io.tidemark.wire.DriftStatus.WARN;
      case PAUSED -> io.tidemark.wire.DriftStatus.PAUSED;
    };
  }

  static io.tidemark.wire.DriftVerdict wire(DriftVerdict verdict) {
    io.tidemark.wire.DriftVerdict wire = new io.tidemark.wire.DriftVerdict();
    wire.setStatus(wire(verdict.status()));
    wire.setFeature(verdict.feature());
    wire.setDistance(WireOutputs.orNull(verdict.distance()));
    wire.setThreshold(WireOutputs.orNull(verdict.threshold()));
    wire.setWindow(verdict.window());
    return wire;
  }

  static DriftVerdict core(io.tidemark.wire.DriftVerdict wire) {
    return new DriftVerdict(
        status(wire.getStatus()),
        wire.getFeature(),
        WireOutputs.orNan(wire.getDistance()),
        WireOutputs.orNan(wire.getThreshold()),
        wire.getWindow());
  }

  static io.tidemark.wire.DriftAlert wire(DriftAlert alert) {
    io.tidemark.wire.DriftAlert wire = new io.tidemark.wire.DriftAlert();
    wire.setId(alert.id());
    wire.setPhase(io.tidemark.wire.AlertPhase.valueOf(alert.phase().name()));
    wire.setInstrument(alert.instrument());
    wire.setStatus(wire(alert.status()));
    wire.setFeature(alert.tested().name());
    wire.setDistance(WireOutputs.orNull(alert.tested().distance()));
    wire.setThreshold(WireOutputs.orNull(alert.tested().threshold()));
    wire.setWindow(alert.tested().window());
    wire.setReference(alert.tested().reference());
    wire.setOpenedAt(Micros.instant(alert.occurrence().openedAt()));
    wire.setEventTime(Micros.instant(alert.eventTime()));
    wire.setRepeats(alert.occurrence().repeats());
    wire.setModelId(alert.model().id());
    wire.setModelVersion(alert.model().version());
    wire.setDetail(alert.detail());
    DriftEvidence evidence = alert.evidence();
    wire.setEvidence(evidence == null ? null : wire(evidence));
    return wire;
  }

  static DriftAlert core(io.tidemark.wire.DriftAlert wire) {
    return new DriftAlert(
        new AlertOccurrence(
            wire.getId(),
            AlertPhase.valueOf(wire.getPhase().name()),
            wire.getInstrument(),
            Micros.of(wire.getOpenedAt()),
            Micros.of(wire.getEventTime()),
            wire.getRepeats()),
        alertStatus(wire.getStatus()),
        new TestedFeature(
            wire.getFeature(),
            WireOutputs.orNan(wire.getDistance()),
            WireOutputs.orNan(wire.getThreshold()),
            wire.getWindow(),
            wire.getReference()),
        new ModelVersion(wire.getModelId(), wire.getModelVersion()),
        wire.getDetail(),
        core(wire.getEvidence()));
  }

  static io.tidemark.wire.RetrainRequest wire(RetrainRequest request) {
    io.tidemark.wire.RetrainRequest wire = new io.tidemark.wire.RetrainRequest();
    wire.setId(request.id());
    wire.setInstrument(request.instrument());
    wire.setModelId(request.model().id());
    wire.setModelVersion(request.model().version());
    wire.setFeatures(request.features());
    wire.setDriftingSince(Micros.instant(request.driftingSince()));
    wire.setRequestedAt(Micros.instant(request.pause().eventTime()));
    wire.setDataTo(Micros.instant(request.dataTo()));
    wire.setLogOffset(request.pause().logOffset());
    wire.setReason(request.reason());
    return wire;
  }

  static RetrainRequest core(io.tidemark.wire.RetrainRequest wire) {
    return new RetrainRequest(
        wire.getId(),
        new EventRef(wire.getInstrument(), Micros.of(wire.getRequestedAt()), wire.getLogOffset()),
        new ModelVersion(wire.getModelId(), wire.getModelVersion()),
        wire.getFeatures(),
        Micros.of(wire.getDriftingSince()),
        Micros.of(wire.getDataTo()),
        wire.getReason());
  }

  /** STABLE was the name of WATCH until WARN took over what WATCH had said. */
  private static DriftStatus status(io.tidemark.wire.DriftStatus wire) {
    return switch (wire) {
      case STABLE, WATCH -> DriftStatus.WATCH;
      case FILLING -> DriftStatus.FILLING;
      case WARN -> DriftStatus.WARN;
      case PAUSED -> DriftStatus.PAUSED;
      case UNKNOWN -> throw new IllegalArgumentException("DriftStatus UNKNOWN");
    };
  }

  /** An alert is never about WATCH as it is meant now: those that say so are of version 1. */
  private static DriftStatus alertStatus(io.tidemark.wire.DriftStatus wire) {
    DriftStatus status = status(wire);
    return status == DriftStatus.WATCH ? DriftStatus.WARN : status;
  }

  private static io.tidemark.wire.DriftEvidence wire(DriftEvidence evidence) {
    io.tidemark.wire.DriftEvidence wire = new io.tidemark.wire.DriftEvidence();
    wire.setWindowFrom(Micros.instant(evidence.window().from()));
    wire.setWindowTo(Micros.instant(evidence.window().to()));
    wire.setReference(evidence.reference());
    wire.setFamily(evidence.family());
    wire.setBudget(WireOutputs.orNull(evidence.budget()));
    wire.setShift(WireOutputs.orNull(evidence.change().shift()));
    wire.setScale(WireOutputs.orNull(evidence.change().scale()));
    wire.setWasserstein(WireOutputs.orNull(evidence.change().wasserstein()));
    wire.setAt(WireOutputs.orNull(evidence.difference().at()));
    wire.setLiveAt(WireOutputs.orNull(evidence.difference().live()));
    wire.setReferenceAt(WireOutputs.orNull(evidence.difference().reference()));
    wire.setChangedAt(Micros.instant(evidence.changedAt()));
    wire.setReferenceQuantiles(list(evidence.quantiles().reference()));
    wire.setLiveQuantiles(list(evidence.quantiles().live()));
    return wire;
  }

  private static @Nullable DriftEvidence core(io.tidemark.wire.@Nullable DriftEvidence wire) {
    return wire == null
        ? null
        : new DriftEvidence(
            new SamplePeriod(Micros.of(wire.getWindowFrom()), Micros.of(wire.getWindowTo())),
            wire.getReference(),
            wire.getFamily(),
            WireOutputs.orNan(wire.getBudget()),
            new DistributionChange(
                WireOutputs.orNan(wire.getShift()),
                WireOutputs.orNan(wire.getScale()),
                WireOutputs.orNan(wire.getWasserstein())),
            new LargestDifference(
                WireOutputs.orNan(wire.getAt()),
                WireOutputs.orNan(wire.getLiveAt()),
                WireOutputs.orNan(wire.getReferenceAt())),
            Micros.of(wire.getChangedAt()),
            new SampleQuantiles(
                array(wire.getReferenceQuantiles()), array(wire.getLiveQuantiles())));
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
