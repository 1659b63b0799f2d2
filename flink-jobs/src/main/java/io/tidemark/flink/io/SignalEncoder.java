package io.tidemark.flink.io;

import io.tidemark.core.drift.DriftVerdict;
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
 *
 * <p>A symbol of the wire is the constant of the core behind UNKNOWN, which is 0; only that of the
 * drift gate's status has an order of its own.
 */
@SuppressWarnings("EnumOrdinal") // a test pins the order of the wire's symbols to that of the core
final class SignalEncoder {

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
        .writeLong(symbol(signal.action()))
        .writeString(signal.recommendation().reason())
        .writeNullable(signal.prediction().strength())
        .writeNullable(signal.prediction().probability())
        .writeNullable(signal.prediction().low())
        .writeNullable(signal.prediction().high())
        .writeNullable(signal.recommendation().referencePrice())
        .writeLong(signal.recommendation().horizon())
        .writeLong(symbol(signal.recommendation().riskClass()))
        .writeDouble(signal.recommendation().size())
        .writeString(signal.basis().modelId())
        .writeString(signal.basis().modelVersion())
        .writeString(signal.basis().modelSha256())
        .writeString(signal.basis().featureSetHash())
        .writeFloats(signal.basis().features());
    write(signal.drift());
    write(signal.verdicts());
    return out.writeBoolean(signal.basis().inSample()).toBytes();
  }

  private void write(DriftVerdict drift) {
    out.writeLong(WireDrift.wire(drift.status()).ordinal())
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
      out.writeLong(symbol(verdict.rule()))
          .writeLong(symbol(verdict.outcome()))
          .writeNullable(verdict.observed())
          .writeNullable(verdict.limit());
    }
    out.writeLong(0);
  }

  private static int symbol(Enum<?> constant) {
    return constant.ordinal() + 1;
  }
}
