package io.tidemark.udf.format;

import io.tidemark.wire.binary.PayloadDecoder;
import io.tidemark.wire.binary.SingleObjectHeader;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Bytes of one topic to rows: header, released schema, record, declared columns. */
final class WireDeserializer implements DeserializationSchema<RowData> {

  private static final long serialVersionUID = 1L;

  private final String record;
  private final RowType columns;
  private final TypeInformation<RowData> produced;
  private final boolean ignoreParseErrors;
  private transient @Nullable Opened opened;

  /** What is made anew in every task. */
  private record Opened(
      Map<Long, DatumReader<IndexedRecord>> readers,
      PayloadDecoder decoder,
      RecordReader rows,
      Counter ignored) {}

  /** Of values that hold {@code record}; the columns have been held against it. */
  WireDeserializer(
      String record,
      RowType columns,
      TypeInformation<RowData> produced,
      boolean ignoreParseErrors) {
    this.record = record;
    this.columns = columns;
    this.produced = produced;
    this.ignoreParseErrors = ignoreParseErrors;
  }

  @Override
  public void open(InitializationContext context) {
    List<Schema> released = ReleasedSchemas.of(record);
    Schema newest = released.get(released.size() - 1);
    Map<Long, DatumReader<IndexedRecord>> readers = new HashMap<>();
    GenericData plain = new GenericData(); // no conversions: times stay microseconds
    for (Schema schema : released) {
      readers.put(
          SchemaNormalization.parsingFingerprint64(schema),
          new GenericDatumReader<>(schema, newest, plain));
    }
    opened =
        new Opened(
            readers,
            new PayloadDecoder(),
            RecordReader.of(newest, columns),
            context.getMetricGroup().counter("ignoredRecords"));
  }

  @Override
  public @Nullable RowData deserialize(byte @Nullable [] value) throws IOException {
    Opened own = opened;
    if (own == null) {
      throw new IllegalStateException("not opened");
    }
    try {
      return own.rows().read(decode(own, value));
    } catch (IOException | RuntimeException e) {
      // Avro answers garbage with whatever its tables throw: an index out of bounds, a cast.
      if (ignoreParseErrors) {
        own.ignored().inc();
        return null;
      }
      throw new IOException(
          "this is no "
              + record
              + ": "
              + e.getMessage()
              + "; with '"
              + WireFormatFactory.IDENTIFIER
              + "."
              + WireFormatFactory.IGNORE_PARSE_ERRORS.key()
              + "' = 'true' such values are counted and left out",
          e);
    }
  }

  private static IndexedRecord decode(Opened own, byte @Nullable [] value) throws IOException {
    if (value == null) {
      throw new IOException("the record has no value");
    }
    if (!SingleObjectHeader.begins(value)) {
      throw new IOException(
          "the " + value.length + " bytes do not begin with C3 01 and a schema's fingerprint");
    }
    DatumReader<IndexedRecord> reader = own.readers().get(SingleObjectHeader.fingerprint(value));
    if (reader == null) {
      throw new IOException(
          "no released schema has the fingerprint " + SingleObjectHeader.fingerprintText(value));
    }
    PayloadDecoder payload = own.decoder().over(value, SingleObjectHeader.BYTES);
    IndexedRecord read = reader.read(null, payload);
    if (payload.remaining() > 0) {
      throw new IOException(payload.remaining() + " bytes follow it");
    }
    return read;
  }

  @Override
  public boolean isEndOfStream(RowData next) {
    return false;
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return produced;
  }
}
