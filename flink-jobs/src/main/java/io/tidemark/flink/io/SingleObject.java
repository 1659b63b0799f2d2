package io.tidemark.flink.io;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.wire.binary.PayloadDecoder;
import io.tidemark.wire.binary.SingleObjectHeader;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One kind of record in Avro's single-object encoding: C3 01, the CRC-64-AVRO fingerprint of the
 * writer's schema (eight bytes, little endian), the record in Avro's binary form. Needs no
 * registry: every released schema is in the jar.
 *
 * <p>Cheap to create; not thread-safe, not serialisable.
 *
 * @param <T> the generated class
 */
final class SingleObject<T extends SpecificRecord> {

  private final String name;
  private final BinaryMessageEncoder<T> encoder;
  private final Map<Long, DatumReader<T>> readers = new HashMap<>();
  private final PayloadDecoder decoder = new PayloadDecoder();

  SingleObject(Class<T> type) {
    SpecificData model = SpecificData.getForClass(type);
    Schema current = model.getSchema(type);
    name = current.getName();
    encoder = new BinaryMessageEncoder<>(model, current);
    for (Schema released : ReleasedSchemas.of(name)) {
      readers.put(
          SchemaNormalization.parsingFingerprint64(released),
          new SpecificDatumReader<>(released, current, model));
    }
  }

  /** The record's bytes, in an array of their own. */
  byte[] encode(T record) {
    try {
      ByteBuffer encoded = encoder.encode(record);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory cannot fail", e);
    }
  }

  /** The record, or the reason why these bytes are none; whatever they are, it does not throw. */
  Parsed<T> decode(byte @Nullable [] value) {
    if (value == null) {
      return Parsed.rejected(RejectReason.EMPTY, "the record has no value");
    }
    if (!SingleObjectHeader.begins(value)) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE,
          "the " + value.length + " bytes do not begin with C3 01 and a schema's fingerprint");
    }
    DatumReader<T> reader = readers.get(SingleObjectHeader.fingerprint(value));
    if (reader == null) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_SCHEMA,
          "no released schema of "
              + name
              + " has the fingerprint "
              + SingleObjectHeader.fingerprintText(value));
    }
    return decode(reader, decoder.over(value, SingleObjectHeader.BYTES));
  }

  private Parsed<T> decode(DatumReader<T> reader, PayloadDecoder payload) {
    T record;
    try {
      record = reader.read(null, payload);
    } catch (IOException | RuntimeException e) {
      // Avro answers garbage with whatever its tables throw: an index out of bounds, a cast.
      return Parsed.rejected(
          RejectReason.UNDECODABLE, "this is no " + name + ": " + e.getMessage());
    }
    if (payload.remaining() > 0) {
      return Parsed.rejected(
          RejectReason.UNDECODABLE, payload.remaining() + " bytes follow the " + name);
    }
    return Parsed.valid(record);
  }
}
