package io.tidemark.calibration.worth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.jspecify.annotations.Nullable;

/** A file as an export has it, of bar closes. */
final class SmallExport {

  private final List<String> features;
  private final List<Row> rows = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(long time, float[] vector, boolean up) {}

  SmallExport(List<String> features) {
    this.features = features;
  }

  void add(long time, float[] vector, boolean up) {
    rows.add(new Row(time, vector, up));
  }

  /** Writes it as one of hourly bars with labels so many bars ahead. */
  void write(Path file, int horizon) throws IOException {
    try (ParquetWriter<Row> writer =
        new Builder(file, new Shape(features, horizon))
            .withConf(new PlainParquetConfiguration())
            .build()) {
      for (Row row : rows) {
        writer.write(row);
      }
    }
  }

  private static final class Shape extends WriteSupport<Row> {

    private final MessageType schema;
    private final int horizon;
    private @Nullable RecordConsumer to;

    Shape(List<String> features, int horizon) {
      this.horizon = horizon;
      MessageTypeBuilder columns = Types.buildMessage();
      columns.required(PrimitiveTypeName.INT64).named("event_time");
      columns.required(PrimitiveTypeName.BOOLEAN).named("bar_closed");
      features.forEach(name -> columns.required(PrimitiveTypeName.FLOAT).named(name));
      columns.required(PrimitiveTypeName.BOOLEAN).named("label_up");
      this.schema = columns.named("tidemark");
    }

    @Override
    @SuppressWarnings("deprecation") // it must be there
    public WriteContext init(Configuration configuration) {
      return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return context();
    }

    private WriteContext context() {
      return new WriteContext(
          schema, Map.of("tidemark.bar", "1h", "tidemark.horizon_bars", String.valueOf(horizon)));
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      to = consumer;
    }

    @Override
    public void write(Row row) {
      RecordConsumer out = Objects.requireNonNull(to);
      out.startMessage();
      int column = 0;
      field(out, column++, () -> out.addLong(row.time));
      field(out, column++, () -> out.addBoolean(true));
      for (float number : row.vector) {
        field(out, column++, () -> out.addFloat(number));
      }
      field(out, column, () -> out.addBoolean(row.up));
      out.endMessage();
    }

    private void field(RecordConsumer out, int column, Runnable value) {
      out.startField(schema.getFieldName(column), column);
      value.run();
      out.endField(schema.getFieldName(column), column);
    }
  }

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {

    private final Shape shape;

    Builder(Path path, Shape shape) {
      super(new LocalOutputFile(path));
      this.shape = shape;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // it must be there
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return shape;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
      return shape;
    }
  }
}
