package io.tidemark.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Flink's planner and a cluster in this process, with every function of ours registered. */
final class LocalTables {

  private final StreamExecutionEnvironment environment;
  private final StreamTableEnvironment tables;

  private LocalTables(RuntimeExecutionMode mode) {
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "none");
    configuration.setString("pipeline.generic-types", "false");
    configuration.setString("table.local-time-zone", "UTC");
    environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setRuntimeMode(mode);
    environment.setParallelism(1);
    tables = StreamTableEnvironment.create(environment);
    for (SqlFunction function : SqlFunction.values()) {
      tables.createTemporarySystemFunction(function.name(), function.type());
    }
  }

  static LocalTables streaming() {
    return new LocalTables(RuntimeExecutionMode.STREAMING);
  }

  static LocalTables batch() {
    return new LocalTables(RuntimeExecutionMode.BATCH);
  }

  /** A table of these rows; {@code schema} may compute columns and say which is the time. */
  void create(String name, RowTypeInfo types, List<Row> rows, Schema schema) {
    TypeInformation<Row> type = types;
    tables.createTemporaryView(name, environment.fromData(rows, type), schema);
  }

  /** Makes a catalog the current one, as a session does that finds it there. */
  @SuppressWarnings("deprecation") // the only way to hand in one that is there already
  void use(String name, Catalog catalog) {
    tables.registerCatalog(name, catalog);
    tables.useCatalog(name);
  }

  /** Runs a statement and returns all that it answers. */
  List<Row> answer(String statement) throws Exception {
    List<Row> rows = new ArrayList<>();
    CloseableIterator<Row> answer = tables.executeSql(statement).collect();
    try {
      answer.forEachRemaining(rows::add);
    } finally {
      answer.close();
    }
    return rows;
  }
}
