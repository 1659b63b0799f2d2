package io.tidemark.udf.format;

import io.tidemark.wire.schema.ReleasedSchemas;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/**
 * {@code 'format' = 'tidemark-avro'}: reads values in Avro's single-object encoding, written with
 * any released schema of one record. Found through {@code META-INF/services}.
 */
public final class WireFormatFactory implements DeserializationFormatFactory {

  /** What {@code 'format'} says. */
  public static final String IDENTIFIER = "tidemark-avro";

  /** The record on the topic. */
  public static final ConfigOption<String> RECORD =
      ConfigOptions.key("record")
          .stringType()
          .noDefaultValue()
          .withDescription("The record that stands on the topic, such as Signal.");

  /** What becomes of bytes that are no such record. */
  public static final ConfigOption<Boolean> IGNORE_PARSE_ERRORS =
      ConfigOptions.key("ignore-parse-errors")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Count a value that cannot be read as ignoredRecords and go on, instead of failing.");

  /** The records that stand on a topic. */
  static final List<String> RECORDS = ReleasedSchemas.records();

  /** For Java's service loader. */
  public WireFormatFactory() {}

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(RECORD);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(IGNORE_PARSE_ERRORS);
  }

  @Override
  public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
      DynamicTableFactory.Context context, ReadableConfig options) {
    FactoryUtil.validateFactoryOptions(this, options);
    String record = options.get(RECORD);
    if (!RECORDS.contains(record)) {
      throw new ValidationException(
          IDENTIFIER
              + ".record: there is no record '"
              + record
              + "'; there are "
              + String.join(", ", RECORDS));
    }
    return new Format(record, options.get(IGNORE_PARSE_ERRORS));
  }

  private record Format(String record, boolean ignoreParseErrors)
      implements DecodingFormat<DeserializationSchema<RowData>> {

    @Override
    public DeserializationSchema<RowData> createRuntimeDecoder(
        DynamicTableSource.Context context, DataType columns) {
      RowType row = (RowType) columns.getLogicalType();
      List<Schema> released = ReleasedSchemas.of(record);
      RecordReader.of(released.get(released.size() - 1), row); // refuses columns at planning
      return new WireDeserializer(
          record, row, context.createTypeInformation(columns), ignoreParseErrors);
    }

    @Override
    public ChangelogMode getChangelogMode() {
      return ChangelogMode.insertOnly();
    }
  }
}
