package io.tidemark.udf.format;

import io.tidemark.udf.SqlFunction;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** {@code register.sql}, written from the functions and the newest released schemas. */
final class RegisterScript {

  /**
   * A topic as a table.
   *
   * @param time the column that orders it
   */
  private record Table(String topic, String record, String time) {

    /** The topic's name without its version, as SQL can say it. */
    String name() {
      return topic.replaceAll("\\.v\\d+$", "").replaceAll("[.-]", "_");
    }
  }

  /** Orders the rows of a table, where the record has no {@code event_time} of its own. */
  private static final Map<String, String> TIMES =
      Map.of(
          "DeadLetter", "recorded_at",
          "ExchangeCandle", "start",
          "MarketEvent", "available_at",
          "MetricValue", "observed_at",
          "ModelComparison", "to_time",
          "RetrainRequest", "requested_at");

  private static final Pattern TOPIC = Pattern.compile("Topic ([a-z.-]+\\.v\\d+)");

  private RegisterScript() {}

  static String text() {
    StringBuilder sql =
        new StringBuilder(
            """
            -- Tidemark's functions and topics for one SQL session: sql-client.sh -i register.sql
            -- Written by RegisterSqlTest; see docs/guide/sql.md. Other brokers, a topic prefix or client
            -- properties: change them here with sed, or per query with an OPTIONS hint.

            """);
    for (SqlFunction function : SqlFunction.values()) {
      sql.append("CREATE TEMPORARY SYSTEM FUNCTION IF NOT EXISTS ")
          .append(function.name())
          .append("\n  AS '")
          .append(function.type().getName())
          .append("' LANGUAGE JAVA;\n");
    }
    ReleasedSchemas.records().forEach(record -> append(sql, table(record)));
    return sql.toString();
  }

  private static Table table(String record) {
    Matcher topic = TOPIC.matcher(newest(record).getDoc());
    if (!topic.find()) {
      throw new IllegalStateException("the doc of " + record + " does not name its topic");
    }
    return new Table(topic.group(1), record, TIMES.getOrDefault(record, "event_time"));
  }

  private static Schema newest(String record) {
    List<Schema> released = ReleasedSchemas.of(record);
    return released.get(released.size() - 1);
  }

  private static void append(StringBuilder sql, Table table) {
    Schema schema = newest(table.record());
    sql.append("\nCREATE TEMPORARY TABLE IF NOT EXISTS ").append(table.name()).append(" (\n");
    for (WireTypes.Column column : WireTypes.columns(schema)) {
      sql.append(
          "  `%s` %s COMMENT '%s',\n".formatted(column.name(), type(column), doc(schema, column)));
    }
    sql.append(
        """
          `kafka_partition` INT NOT NULL METADATA FROM 'partition' VIRTUAL,
          `kafka_offset` BIGINT NOT NULL METADATA FROM 'offset' VIRTUAL,
          `rowtime` AS CAST(`%s` AS TIMESTAMP_LTZ(3)),
          WATERMARK FOR `rowtime` AS `rowtime` - INTERVAL '5' SECOND
        ) WITH (
          'connector' = 'kafka',
          'topic' = '%s',
          'properties.bootstrap.servers' = 'localhost:9092',
          'properties.isolation.level' = 'read_committed',
          'scan.startup.mode' = 'earliest-offset',
          'format' = 'tidemark-avro',
          'tidemark-avro.record' = '%s'
        );
        """
            .formatted(table.time(), table.topic(), table.record()));
  }

  private static String type(WireTypes.Column column) {
    return WireTypes.of(column.schema(), column.nullable())
        .asSerializableString()
        .replace("VARCHAR(2147483647)", "STRING")
        .replace("VARBINARY(2147483647)", "BYTES")
        .replace("TIMESTAMP(6) WITH LOCAL TIME ZONE", "TIMESTAMP_LTZ(6)");
  }

  private static String doc(Schema schema, WireTypes.Column column) {
    String doc =
        column.branch() == null
            ? schema.getFields().get(column.field()).doc()
            : column.schema().getDoc() + " NULL unless it is one.";
    return doc.replace("'", "''");
  }
}
