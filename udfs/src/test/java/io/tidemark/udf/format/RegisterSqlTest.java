package io.tidemark.udf.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.udf.SqlFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;

/** The script that a SQL session begins with, run by Flink's planner. */
class RegisterSqlTest {

  private static final Path SCRIPT =
      Path.of(
          System.getProperty("tidemark.root"), "udfs", "src", "main", "resources", "register.sql");

  @Test
  void itSaysWhatTheFunctionsAndTheSchemasSay() throws IOException {
    if (Boolean.getBoolean("tidemark.docs.write")) {
      Files.writeString(SCRIPT, RegisterScript.text());
    }
    assertThat(SCRIPT)
        .as("register.sql is generated; write it anew with make docs")
        .exists()
        .content()
        .isEqualTo(RegisterScript.text());
  }

  @Test
  void everyStatementRunsAndEveryTableCanBePlannedInBothModes() throws IOException {
    for (EnvironmentSettings settings :
        List.of(EnvironmentSettings.inStreamingMode(), EnvironmentSettings.inBatchMode())) {
      TableEnvironment tables = TableEnvironment.create(settings);
      register(tables);
      assertThat(tables.listFunctions())
          .contains(
              Arrays.stream(SqlFunction.values())
                  .map(f -> f.name().toLowerCase(Locale.ROOT))
                  .toArray(String[]::new));
      assertThat(tables.listTables()).hasSize(WireFormatFactory.RECORDS.size());
      for (String table : tables.listTables()) {
        String bounded = " /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */";
        assertThat(tables.explainSql("SELECT * FROM " + table + bounded))
            .contains("TableSourceScan", table);
      }
    }
  }

  @Test
  void everyFunctionIsInTheDocumentation() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("tidemark.root"), "docs", "guide", "sql.md"));
    for (SqlFunction function : SqlFunction.values()) {
      assertThat(page).contains("`" + function.name() + "(");
    }
  }

  /** As {@code sql-client.sh -i} does. */
  static void register(TableEnvironment tables) throws IOException {
    String statements =
        Files.readString(SCRIPT)
            .lines()
            .filter(l -> !l.startsWith("--"))
            .reduce("", (a, b) -> a + "\n" + b);
    for (String statement : statements.split(";\n", -1)) {
      if (!statement.isBlank()) {
        tables.executeSql(statement);
      }
    }
  }
}
