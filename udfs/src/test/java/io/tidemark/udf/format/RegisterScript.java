package io.tidemark.udf.format;

import io.tidemark.udf.SqlFunction;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.util.List;
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

  private static final List<Table> TABLES =
      List.of(
          new Table("signals.v1", "Signal", "event_time"),
          new Table("drift-alerts.v1", "DriftAlert", "event_time"),
          new Table("retrain-requests.v1", "RetrainRequest", "requested_at"),
          new Table("risk-alerts.v1", "RiskAlert", "event_time"),
          new Table("model-alerts.v1", "ModelAlert", "event_time"),
          new Table("model-metrics.v1", "ModelComparison", "to_time"),
          new Table("dead-letter.v1", "DeadLetter", "recorded_at"),
          new Table("market.events.v1", "MarketEvent", "available_at"),
          new Table("exchange.trades.v1", "ExchangeTrade", "event_time"),
          new Table("exchange.candles.v1", "ExchangeCandle", "start"),
          new Table("exchange.book.v1", "ExchangeBook", "event_time"),
          new Table("exchange.funding.v1", "ExchangeFunding", "event_time"),
          new Table("sentiment.scores.v1", "SentimentScore", "event_time"),
          new Table("metrics.v1", "MetricValue", "observed_at"),
          new Table("control.v1", "ControlOrder", "event_time"),
          new Table("model-updates.v1", "ModelUpdate", "event_time"));

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
    TABLES.forEach(table -> append(sql, table));
    return sql.toString();
  }

  private static void append(StringBuilder sql, Table table) {
    List<Schema> released = ReleasedSchemas.of(table.record());
    Schema schema = released.get(released.size() - 1);
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
