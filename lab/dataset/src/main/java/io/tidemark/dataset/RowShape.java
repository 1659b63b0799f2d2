package io.tidemark.dataset;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.market.FeedRun;
import io.tidemark.core.outcome.OutcomeLabels;
import io.tidemark.core.score.RunRecords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The columns of an export and what each of its files says of itself. models/training/README.md
 * documents both; {@link #FORMAT} rises when what was there before changes.
 */
final class RowShape extends WriteSupport<LabelledRow> {

  static final String FORMAT = "1";
  static final String INSTRUMENT = "instrument";
  static final String TIME = "event_time";
  static final String HASH = "feature_set_hash";
  static final String BAR_CLOSED = "bar_closed";
  static final String UP = "label_up";
  static final String RETURN = "label_return";
  static final String VOLATILITY = "label_volatility";

  private final ExportPlan plan;
  private final MessageType schema;
  private final Binary instrument;
  private final Binary hash;
  private final RunRecords runs;
  private @Nullable RecordConsumer to;
  private int column;

  /** For the file of one instrument, whose feed's runs are known when all rows are written. */
  RowShape(ExportPlan plan, String instrument, RunRecords runs) {
    this.runs = runs;
    this.plan = plan;
    this.schema = schema(plan.features());
    this.instrument = Binary.fromString(instrument);
    this.hash = Binary.fromString(plan.featureSet().hash());
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

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    to = consumer;
  }

  @Override
  public void write(LabelledRow row) {
    RecordConsumer out = Objects.requireNonNull(to);
    column = 0;
    out.startMessage();
    field(out, () -> out.addBinary(instrument));
    field(out, () -> out.addLong(row.clock()));
    field(out, () -> out.addBinary(hash));
    field(out, () -> out.addBoolean(row.barClosed()));
    for (float feature : row.features()) {
      field(out, () -> out.addFloat(feature));
    }
    field(out, () -> out.addBoolean(row.up()));
    field(out, () -> out.addDouble(row.forwardReturn()));
    field(out, () -> out.addDouble(row.forwardVolatility()));
    out.endMessage();
  }

  private void field(RecordConsumer out, Runnable value) {
    String name = schema.getFieldName(column);
    out.startField(name, column);
    value.run();
    out.endField(name, column);
    column++;
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    Map<String, String> about = new TreeMap<>();
    for (FeedRun kind : FeedRun.values()) {
      about.put(
          "tidemark.runs." + kind.name().toLowerCase(Locale.ROOT),
          runs.of(kind).stream()
              .map(run -> run.began() + " " + run.length())
              .collect(Collectors.joining("\n")));
    }
    return new FinalizedWriteContext(about);
  }

  private WriteContext context() {
    Map<String, String> about = new TreeMap<>();
    about.put("tidemark.format", FORMAT);
    about.put("tidemark.bar", BarLength.text(plan.barLength()));
    about.put("tidemark.trigger", plan.trigger().name().toLowerCase(Locale.ROOT));
    about.put("tidemark.horizon_bars", String.valueOf(plan.horizonBars()));
    about.put("tidemark.features", String.join("\n", plan.features()));
    about.put("tidemark.feature_set_hash", plan.featureSet().hash());
    about.put(
        "tidemark.volatility_step", BarLength.text(OutcomeLabels.samplingStep(plan.barLength())));
    return new WriteContext(schema, about);
  }

  private static MessageType schema(List<String> features) {
    MessageTypeBuilder columns = Types.buildMessage();
    text(columns, INSTRUMENT);
    columns
        .required(PrimitiveTypeName.INT64)
        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
        .named(TIME);
    text(columns, HASH);
    columns.required(PrimitiveTypeName.BOOLEAN).named(BAR_CLOSED);
    features.forEach(name -> columns.required(PrimitiveTypeName.FLOAT).named(name));
    columns.required(PrimitiveTypeName.BOOLEAN).named(UP);
    columns.required(PrimitiveTypeName.DOUBLE).named(RETURN);
    columns.required(PrimitiveTypeName.DOUBLE).named(VOLATILITY);
    return columns.named("tidemark");
  }

  private static void text(MessageTypeBuilder columns, String name) {
    columns.required(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
  }
}
