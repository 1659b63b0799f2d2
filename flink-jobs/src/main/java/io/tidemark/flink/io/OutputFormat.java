package io.tidemark.flink.io;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.signal.Signal;
import java.util.function.Function;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What stands on one output topic, as bytes and back. Equal values give equal bytes.
 *
 * <p>Cheap to create; not thread-safe, not serialisable: create it in {@code open()}.
 *
 * @param <T> the core's record
 */
public final class OutputFormat<T> {

  private final Function<T, byte[]> encoder;
  private final Function<byte @Nullable [], Parsed<T>> decoder;
  private final Function<byte @Nullable [], Parsed<IndexedRecord>> recordDecoder;

  private OutputFormat(
      Function<T, byte[]> encoder,
      Function<byte @Nullable [], Parsed<T>> decoder,
      Function<byte @Nullable [], Parsed<IndexedRecord>> recordDecoder) {
    this.encoder = encoder;
    this.decoder = decoder;
    this.recordDecoder = recordDecoder;
  }

  /** {@link Topic#SIGNALS}, without Avro's tables. */
  static OutputFormat<Signal> signals() {
    SignalEncoder encoder = new SignalEncoder(io.tidemark.wire.Signal.getClassSchema());
    OutputFormat<Signal> decoder = signalsByAvro();
    return new OutputFormat<>(encoder::encode, decoder::decode, decoder::decodeRecord);
  }

  /** {@link Topic#SIGNALS} by Avro's own encoder: the same bytes, slower. */
  public static OutputFormat<Signal> signalsByAvro() {
    return of(io.tidemark.wire.Signal.class, WireOutputs::wire, WireOutputs::core);
  }

  /** The bytes, in an array of their own. */
  public byte[] encode(T value) {
    return encoder.apply(value);
  }

  /** The value, or the reason why these bytes are none; no bytes make it throw. */
  public Parsed<T> decode(byte @Nullable [] bytes) {
    return decoder.apply(bytes);
  }

  /**
   * All fields of the value under the names of the schema, or the reason why these bytes are none;
   * no bytes make it throw. For those who print records and not for those who judge them.
   */
  public Parsed<IndexedRecord> decodeRecord(byte @Nullable [] bytes) {
    return recordDecoder.apply(bytes);
  }

  /** Avro's encoding of the record that the wire has for the core's. */
  static <T, W extends SpecificRecord> OutputFormat<T> of(
      Class<W> type, Function<T, W> toWire, Function<W, T> toCore) {
    SingleObject<W> format = new SingleObject<>(type);
    return new OutputFormat<>(
        value -> format.encode(toWire.apply(value)),
        bytes -> format.decode(bytes).then(record -> core(record, toCore)),
        bytes -> format.decode(bytes).then(Parsed::valid));
  }

  private static <T, W> Parsed<T> core(W record, Function<W, T> toCore) {
    try {
      return Parsed.valid(toCore.apply(record));
    } catch (IllegalArgumentException e) {
      return Parsed.rejected(
          RejectReason.UNKNOWN_SCHEMA, "a symbol of a later version: " + e.getMessage());
    }
  }
}
