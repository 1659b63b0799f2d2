package io.tidemark.udf;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * A SQL session in a JVM of its own, whose class path is Flink's: our classes come with {@code ADD
 * JAR} only. It runs its query twice, and prints what {@link AddJarIT} wants to know.
 */
final class AddJarSession {

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private AddJarSession() {}

  /**
   * Runs it.
   *
   * @param arguments the jar and the directory of the model
   */
  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "none");
    configuration.setString("parallelism.default", "2");
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().withConfiguration(configuration).build());
    tables.executeSql("ADD JAR '" + arguments[0] + "'");
    tables.executeSql(new Artefact(Path.of(arguments[1])).create(Artefact.INPUT, Artefact.OUTPUT));
    tables.executeSql(
        "CREATE TEMPORARY VIEW vectors AS"
            + " SELECT * FROM (VALUES (0e0, 50e0, 0e0)) AS t (a, b, c)");
    for (int job = 0; job < 2; job++) {
      CloseableIterator<Row> answer =
          tables
              .executeSql(
                  "SELECT probability"
                      + " FROM ML_PREDICT(TABLE vectors, MODEL trend, DESCRIPTOR(a, b, c))")
              .collect();
      try {
        answer.forEachRemaining(row -> OUT.println("> answer " + row.getField(0)));
      } finally {
        answer.close();
      }
    }
    OUT.println("> native copies " + nativeCopies());
    OUT.println("> on the class path " + onTheClassPath());
  }

  /** ONNX Runtime unpacks its library once for each class loader that loads it. */
  private static long nativeCopies() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("onnxruntime")).count();
    }
  }

  private static boolean onTheClassPath() {
    return AddJarSession.class
            .getClassLoader()
            .getResource("io/tidemark/udf/model/OnnxModelProviderFactory.class")
        != null;
  }
}
