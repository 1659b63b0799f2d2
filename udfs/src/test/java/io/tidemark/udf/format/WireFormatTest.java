package io.tidemark.udf.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.wire.schema.ReleasedSchemas;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;

/** What a submitter is told about a table that does not fit; nothing is read for that. */
class WireFormatTest {

  @Test
  void aColumnThatTheRecordLacksIsRefusedAtPlanningWithTheOnesThereAre() {
    assertThatThrownBy(() -> plan("strenght DOUBLE", "Signal", ""))
        .hasStackTraceContaining("there is no strenght, there are id, supersedes, instrument,");
  }

  @Test
  void allThatDoesNotFitIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                plan(
                    "id INT, strength DOUBLE NOT NULL, event_time TIMESTAMP_LTZ(3),"
                        + " drift ROW<status STRING, mood STRING>, features ARRAY<DOUBLE>",
                    "Signal",
                    ""))
        .hasStackTraceContaining("id is declared INT, the record has VARCHAR")
        .hasStackTraceContaining("strength may be missing, so it cannot be NOT NULL")
        .hasStackTraceContaining("the record has TIMESTAMP(6) WITH LOCAL TIME ZONE")
        .hasStackTraceContaining("there is no drift.mood, there are status, feature, distance,")
        .hasStackTraceContaining("features[] is declared DOUBLE, the record has FLOAT");
  }

  @Test
  void aRecordThatThereIsNotIsRefusedWithTheOnesThereAre() {
    assertThatThrownBy(() -> plan("id STRING", "Signals", ""))
        .hasStackTraceContaining("no record 'Signals'; there are ControlOrder, DeadLetter,");
  }

  @Test
  void anOptionThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> plan("id STRING", "Signal", ", 'tidemark-avro.ignore' = 'true'"))
        .hasStackTraceContaining("tidemark-avro.ignore");
  }

  @Test
  void aPartOfTheColumnsInAnyOrderWillDo() {
    assertThat(
            plan(
                "verdicts ARRAY<ROW<`limit` DOUBLE, rule STRING>>, strength DOUBLE, id STRING",
                "Signal",
                ", 'tidemark-avro.ignore-parse-errors' = 'true'"))
        .contains("TableSourceScan");
  }

  @Test
  void everyRecordOfTheWireCanBeATable() {
    for (String record : WireFormatFactory.RECORDS) {
      for (Schema schema : ReleasedSchemas.of(record)) {
        List<String> problems = new ArrayList<>();
        var row = (org.apache.flink.table.types.logical.RowType) WireTypes.of(schema, false);
        RecordReader.of(schema, row, "", problems);
        assertThat(problems).isEmpty();
      }
    }
  }

  private static String plan(String columns, String record, String more) {
    TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    tables.executeSql(
        "CREATE TEMPORARY TABLE t ("
            + columns
            + ") WITH ('connector' = 'kafka', 'topic' = 't',"
            + " 'properties.bootstrap.servers' = '127.0.0.1:1',"
            + " 'scan.startup.mode' = 'earliest-offset', 'format' = 'tidemark-avro',"
            + " 'tidemark-avro.record' = '"
            + record
            + "'"
            + more
            + ")");
    return tables.explainSql("SELECT * FROM t");
  }
}
