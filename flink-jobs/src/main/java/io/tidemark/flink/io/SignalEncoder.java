package io.tidemark.flink.io;

import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.explain.Reason;
import io.tidemark.core.score.NamedAnswer;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.RiskClass;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.RiskVerdict;
import io.tidemark.core.signal.Signal;
import io.tidemark.wire.binary.PayloadEncoder;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The bytes of {@link WireOutputs#wire(Signal)}, field by field and without Avro's tables: a signal
 * may be written upon every event. A test holds it, byte for byte, against Avro's own encoder; a
 * new field of {@code Signal.avsc} goes here, too.
 */
final class SignalEncoder {

  private static final WireSymbols<Action> ACTIONS =
      WireSymbols.of(Action.class, io.tidemark.wire.Action.class);
  private static final WireSymbols<RiskClass> RISK_CLASSES =
      WireSymbols.of(RiskClass.class, io.tidemark.wire.RiskClass.class);
  private static final WireSymbols<DriftStatus> DRIFT_STATUSES =
      WireSymbols.of(DriftStatus.class, io.tidemark.wire.DriftStatus.class);
  private static final WireSymbols<RiskRule> RULES =
      WireSymbols.of(RiskRule.class, io.tidemark.wire.RiskRule.class);
  private static final WireSymbols<RiskVerdict.Outcome> OUTCOMES =
      WireSymbols.of(RiskVerdict.Outcome.class, io.tidemark.wire.RiskOutcome.class);

  private static final WireSymbols<Task> TASKS =
      WireSymbols.of(Task.class, io.tidemark.wire.Task.class);

  private final long fingerprint;
  private final PayloadEncoder out = new PayloadEncoder();

  SignalEncoder(Schema current) {
    fingerprint = SchemaNormalization.parsingFingerprint64(current);
  }

  /** The bytes, in an array of their own. */
  byte[] encode(Signal signal) {
    out.begin(fingerprint)
        .writeString(signal.id())
        .writeString(signal.supersedes())
        .writeString(signal.instrument())
        .writeLong(signal.eventTime())
        .writeLong(signal.recommendation().validUntil())
        .writeLong(signal.event().logOffset())
        .writeLong(ACTIONS.of(signal.action()))
        .writeString(signal.recommendation().reason())
        .writeNullable(signal.prediction().strength())
        .writeNullable(signal.prediction().probability())
        .writeNullable(signal.prediction().low())
        .writeNullable(signal.prediction().high())
        .writeNullable(signal.recommendation().referencePrice())
        .writeLong(signal.recommendation().horizon())
        .writeLong(RISK_CLASSES.of(signal.recommendation().riskClass()))
        .writeDouble(signal.recommendation().size())
        .writeString(signal.basis().modelId())
        .writeString(signal.basis().modelVersion())
        .writeString(signal.basis().modelSha256())
        .writeString(signal.basis().featureSetHash())
        .writeFloats(signal.basis().features());
    write(signal.drift());
    write(signal.verdicts());
    out.writeBoolean(signal.basis().inSample()).writeLong(TASKS.of(signal.basis().task()));
    writeAnswers(signal.prediction().answers());
    writeReasons(signal.basis().reasons());
    out.writeString(signal.recommendation().strategy());
    return out.toBytes();
  }

  private void write(DriftVerdict drift) {
    out.writeLong(DRIFT_STATUSES.of(drift.status()))
        .writeString(drift.feature())
        .writeNullable(drift.distance())
        .writeNullable(drift.threshold())
        .writeLong(drift.window());
  }

  private void write(List<RiskVerdict> verdicts) {
    if (!verdicts.isEmpty()) {
      out.writeLong(verdicts.size());
    }
    for (RiskVerdict verdict : verdicts) {
      out.writeLong(RULES.of(verdict.rule()))
          .writeLong(OUTCOMES.of(verdict.outcome()))
          .writeNullable(verdict.observed())
          .writeNullable(verdict.limit());
    }
    out.writeLong(0);
  }

  private void writeAnswers(List<NamedAnswer> answers) {
    if (!answers.isEmpty()) { // of a direction it is, and an iterator is not made for nothing
      out.writeLong(answers.size());
      for (NamedAnswer answer : answers) {
        out.writeString(answer.name()).writeDouble(answer.value());
      }
    }
    out.writeLong(0);
  }

  private void writeReasons(List<Reason> reasons) {
    if (!reasons.isEmpty()) { // as above
      out.writeLong(reasons.size());
      for (Reason reason : reasons) {
        out.writeString(reason.feature())
            .writeDouble(reason.value())
            .writeDouble(reason.contribution());
      }
    }
    out.writeLong(0);
  }
}
