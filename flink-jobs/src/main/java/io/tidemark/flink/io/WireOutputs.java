package io.tidemark.flink.io;

import io.tidemark.core.explain.Reason;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.AlertOccurrence;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.CalibratedPrediction;
import io.tidemark.core.score.NamedAnswer;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.Recommendation;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.signal.SignalBasis;
import io.tidemark.wire.RiskOutcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs write as records of the wire, and back. The wire's records are named as the core's,
 * so they are written out here. A NaN is a null on the wire where a reader may expect one.
 *
 * <p>Back, a symbol that this version does not have is an {@link IllegalArgumentException}.
 */
final class WireOutputs {

  private WireOutputs() {}

  static io.tidemark.wire.Signal wire(Signal signal) {
    io.tidemark.wire.Signal wire = new io.tidemark.wire.Signal();
    wire.setId(signal.id());
    wire.setSupersedes(signal.supersedes());
    wire.setInstrument(signal.instrument());
    wire.setEventTime(Micros.instant(signal.eventTime()));
    wire.setValidUntil(Micros.instant(signal.recommendation().validUntil()));
    wire.setLogOffset(signal.event().logOffset());
    wire.setAction(io.tidemark.wire.Action.valueOf(signal.action().name()));
    wire.setReason(signal.recommendation().reason());
    wire.setStrength(orNull(signal.prediction().strength()));
    wire.setProbability(orNull(signal.prediction().probability()));
    wire.setProbabilityLow(orNull(signal.prediction().low()));
    wire.setProbabilityHigh(orNull(signal.prediction().high()));
    wire.setReferencePrice(orNull(signal.recommendation().referencePrice()));
    wire.setHorizonMicros(signal.recommendation().horizon());
    wire.setRiskClass(
        io.tidemark.wire.RiskClass.valueOf(signal.recommendation().riskClass().name()));
    wire.setSize(signal.recommendation().size());
    wire.setModelId(signal.basis().modelId());
    wire.setModelVersion(signal.basis().modelVersion());
    wire.setModelSha256(signal.basis().modelSha256());
    wire.setFeatureSetHash(signal.basis().featureSetHash());
    wire.setFeatures(list(signal.basis().features()));
    wire.setDrift(WireDrift.wire(signal.drift()));
    wire.setVerdicts(signal.verdicts().stream().map(WireOutputs::wire).toList());
    wire.setInSample(signal.basis().inSample());
    wire.setTask(io.tidemark.wire.Task.valueOf(signal.basis().task().name()));
    wire.setAnswers(signal.prediction().answers().stream().map(WireOutputs::wire).toList());
    wire.setReasons(signal.basis().reasons().stream().map(WireOutputs::wire).toList());
    wire.setStrategy(signal.recommendation().strategy());
    return wire;
  }

  static Signal core(io.tidemark.wire.Signal wire) {
    return new Signal(
        wire.getId(),
        wire.getSupersedes(),
        new EventRef(wire.getInstrument(), Micros.of(wire.getEventTime()), wire.getLogOffset()),
        new Recommendation(
            Action.valueOf(wire.getAction().name()),
            wire.getReason(),
            wire.getSize(),
            orNan(wire.getReferencePrice()),
            RiskClass.valueOf(wire.getRiskClass().name()),
            wire.getHorizonMicros(),
            Micros.of(wire.getValidUntil()),
            wire.getStrategy()),
        new CalibratedPrediction(
            orNan(wire.getStrength()),
            orNan(wire.getProbability()),
            orNan(wire.getProbabilityLow()),
            orNan(wire.getProbabilityHigh()),
            wire.getAnswers().stream().map(WireOutputs::core).toList()),
        new SignalBasis(
            wire.getModelId(),
            wire.getModelVersion(),
            wire.getModelSha256(),
            wire.getFeatureSetHash(),
            Task.valueOf(wire.getTask().name()),
            array(wire.getFeatures()),
            wire.getInSample(),
            wire.getReasons().stream().map(WireOutputs::core).toList()),
        WireDrift.core(wire.getDrift()),
        wire.getVerdicts().stream().map(WireOutputs::core).toList());
  }

  static io.tidemark.wire.RiskAlert wire(RiskAlert alert) {
    io.tidemark.wire.RiskAlert wire = new io.tidemark.wire.RiskAlert();
    wire.setId(alert.id());
    wire.setPhase(io.tidemark.wire.AlertPhase.valueOf(alert.phase().name()));
    wire.setInstrument(alert.instrument());
    wire.setRule(io.tidemark.wire.RiskRule.valueOf(alert.rule().name()));
    wire.setObserved(orNull(alert.observed()));
    wire.setLimit(orNull(alert.limit()));
    wire.setOpenedAt(Micros.instant(alert.occurrence().openedAt()));
    wire.setEventTime(Micros.instant(alert.eventTime()));
    wire.setRepeats(alert.occurrence().repeats());
    wire.setDetail(alert.detail());
    return wire;
  }

  static RiskAlert core(io.tidemark.wire.RiskAlert wire) {
    return new RiskAlert(
        new AlertOccurrence(
            wire.getId(),
            AlertPhase.valueOf(wire.getPhase().name()),
            wire.getInstrument(),
            Micros.of(wire.getOpenedAt()),
            Micros.of(wire.getEventTime()),
            wire.getRepeats()),
        RiskRule.valueOf(wire.getRule().name()),
        orNan(wire.getObserved()),
        orNan(wire.getLimit()),
        wire.getDetail());
  }

  static io.tidemark.wire.DeadLetter wire(DeadLetter letter) {
    io.tidemark.wire.DeadLetter wire = new io.tidemark.wire.DeadLetter();
    wire.setReason(io.tidemark.wire.RejectReason.valueOf(letter.reason().name()));
    wire.setDetail(letter.detail());
    wire.setOrigin(wire(letter.origin()));
    wire.setRecordedAt(Micros.instant(letter.recordedAt()));
    wire.setPayload(ByteBuffer.wrap(letter.payload()));
    wire.setPayloadLength(letter.payloadLength());
    wire.setPayloadSha256(letter.payloadSha256());
    return wire;
  }

  static DeadLetter core(io.tidemark.wire.DeadLetter wire) {
    byte[] payload = new byte[wire.getPayload().remaining()];
    wire.getPayload().get(payload);
    return new DeadLetter(
        RejectReason.valueOf(wire.getReason().name()),
        wire.getDetail(),
        core(wire.getOrigin()),
        Micros.of(wire.getRecordedAt()),
        payload,
        wire.getPayloadLength(),
        wire.getPayloadSha256());
  }

  static io.tidemark.wire.Origin wire(Origin origin) {
    return new io.tidemark.wire.Origin(
        origin.topic(), origin.partition(), origin.offset(), origin.topicId());
  }

  static Origin core(io.tidemark.wire.Origin wire) {
    return new Origin(wire.getTopic(), wire.getPartition(), wire.getOffset(), wire.getTopicId());
  }

  private static io.tidemark.wire.NamedAnswer wire(NamedAnswer answer) {
    return new io.tidemark.wire.NamedAnswer(answer.name(), answer.value());
  }

  private static NamedAnswer core(io.tidemark.wire.NamedAnswer wire) {
    return new NamedAnswer(wire.getName(), wire.getValue());
  }

  private static io.tidemark.wire.Reason wire(Reason reason) {
    return new io.tidemark.wire.Reason(reason.feature(), reason.value(), reason.contribution());
  }

  private static Reason core(io.tidemark.wire.Reason wire) {
    return new Reason(wire.getFeature(), wire.getValue(), wire.getContribution());
  }

  private static io.tidemark.wire.RiskVerdict wire(RiskVerdict verdict) {
    io.tidemark.wire.RiskVerdict wire = new io.tidemark.wire.RiskVerdict();
    wire.setRule(io.tidemark.wire.RiskRule.valueOf(verdict.rule().name()));
    wire.setOutcome(RiskOutcome.valueOf(verdict.outcome().name()));
    wire.setObserved(orNull(verdict.observed()));
    wire.setLimit(orNull(verdict.limit()));
    return wire;
  }

  private static RiskVerdict core(io.tidemark.wire.RiskVerdict wire) {
    return new RiskVerdict(
        RiskRule.valueOf(wire.getRule().name()),
        RiskVerdict.Outcome.valueOf(wire.getOutcome().name()),
        orNan(wire.getObserved()),
        orNan(wire.getLimit()));
  }

  static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  static double orNan(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  private static float[] array(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
