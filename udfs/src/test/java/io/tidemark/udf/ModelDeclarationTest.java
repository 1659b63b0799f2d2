package io.tidemark.udf;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.flink.table.api.ValidationException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes no sense in {@code CREATE MODEL} is refused at planning, with words. */
class ModelDeclarationTest {

  private static final String ARRAYS =
      "INPUT (log_return ARRAY<DOUBLE>, rsi_14 ARRAY<DOUBLE>, macd_12_26_9 ARRAY<DOUBLE>)";

  private final LocalTables tables = LocalTables.streaming();

  @TempDir private Path folder;

  @BeforeEach
  void aTable() throws Exception {
    tables.answer(
        "CREATE TEMPORARY VIEW vectors AS SELECT * FROM (VALUES (0e0, 50e0, 0e0)) AS t (a, b, c)");
    tables.answer("CREATE TEMPORARY VIEW whole AS SELECT a, b, CAST(c AS INT) AS c FROM vectors");
    tables.answer(
        "CREATE TEMPORARY VIEW arrays AS SELECT ARRAY[a] AS a, ARRAY[b] AS b, ARRAY[c] AS c"
            + " FROM vectors");
  }

  @Test
  void everyWrongOptionAndColumnIsNamedAtOnce() throws Exception {
    refusesOver(
        "whole",
        Artefact.TINY.create(
            "INPUT (log_return DOUBLE, rsi_15 DOUBLE, macd_12_26_9 INT)",
            "OUTPUT (probability FLOAT NOT NULL, strength STRING, model_id INT, sigma DOUBLE)",
            "'pth' = 'x'",
            "'id' = 'big'",
            "'version' = '2'",
            "'trigger' = 'every'",
            "'feature-set-hash' = 'abc'"),
        "the model default_catalog.default_database.trend cannot be used: pth (value x) is not an"
            + " option; there are path, id, version, trigger, feature-set-hash, features, task,"
            + " window, output, column, scale, outputs;"
            + " id: expected big, the model in path has tiny;"
            + " version: expected 2, the model in path has 1;"
            + " trigger: expected every, the model in path has bar;"
            + " feature-set-hash: expected abc, the model in path has ",
        "; INPUT: rsi_15 is none of the model's features, log_return, rsi_14, macd_12_26_9;"
            + " INPUT: macd_12_26_9 must be FLOAT or DOUBLE, is INT;"
            + " INPUT: there is no column for rsi(14);"
            + " OUTPUT: probability may be missing, so it cannot be NOT NULL;"
            + " OUTPUT: strength must be FLOAT or DOUBLE, is STRING;"
            + " OUTPUT: model_id must be STRING, is INT;"
            + " OUTPUT: sigma is none of probability, strength, model_id, model_version");
  }

  @Test
  void aModelOfClassesHasItsOwnColumnsAndNoProbability() throws Exception {
    refuses(
        Artefact.CLASSES.create(Artefact.INPUT, "OUTPUT (probability DOUBLE, strength DOUBLE)"),
        "OUTPUT: probability is none of down, flat, up, strength, model_id, model_version;"
            + " OUTPUT: there is no column down or flat or up");
  }

  @Test
  void withoutAPathThereIsNoModel() throws Exception {
    refuses(
        "CREATE MODEL trend "
            + Artefact.INPUT
            + " "
            + Artefact.OUTPUT
            + " WITH ('provider' = 'onnx', 'file' = 'model.onnx')",
        "file (value model.onnx) is not an option; there are",
        "; path is required and not set; it must be the directory of a model version, or a bare"
            + " .onnx file");
  }

  @Test
  void aFeatureHasOneColumn() throws Exception {
    refuses(
        Artefact.TINY.create(
            "INPUT (log_return DOUBLE, rsi_14 DOUBLE, `rsi(14)` DOUBLE)",
            "OUTPUT (strength DOUBLE)"),
        "INPUT: rsi(14) stands for rsi(14) once more;"
            + " INPUT: there is no column for macd(12,26,9);"
            + " OUTPUT: there is no column probability");
  }

  @Test
  void aModelOfOneBarTakesNoArraysAndOneOfSeveralNothingElse() throws Exception {
    refusesOver(
        "arrays",
        Artefact.TINY.create(ARRAYS, Artefact.OUTPUT),
        "INPUT: rsi_14 must be FLOAT or DOUBLE, is ARRAY<DOUBLE>");
    tables.answer("DROP MODEL trend");
    refuses(
        Artefact.SEQUENCE.create(Artefact.INPUT, Artefact.OUTPUT),
        "INPUT: rsi_14 must be ARRAY<FLOAT> or ARRAY<DOUBLE>, is DOUBLE");
  }

  @Test
  void aTableOfOtherNumbersIsNotReadAsIfItHadTheDeclaredOnes() throws Exception {
    refusesOver(
        "whole",
        Artefact.TINY.create(Artefact.INPUT, Artefact.OUTPUT),
        "ML_PREDICT: what is given for macd_12_26_9 must be FLOAT or DOUBLE, is INT NOT NULL: cast"
            + " it");
    tables.answer("DROP MODEL trend");
    tables.answer(
        "CREATE TEMPORARY VIEW longs AS SELECT ARRAY[1, 2, 3, 4] AS a, b, b AS c FROM arrays");
    refusesOver(
        "longs",
        Artefact.SEQUENCE.create(ARRAYS, Artefact.OUTPUT),
        "ML_PREDICT: what is given for log_return must be ARRAY<FLOAT> or ARRAY<DOUBLE>, is"
            + " ARRAY<INT NOT NULL> NOT NULL: cast it");
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() throws Exception {
    refuses(
        new Artefact(folder.resolve("absent")).create(Artefact.INPUT, Artefact.OUTPUT),
        "path: " + folder.resolve("absent") + ": expected a directory, found none");
  }

  @Test
  void aChangedByteIsRefusedAtPlanning() throws Exception {
    Artefact broken = Artefact.TINY.copyTo(folder.resolve("broken"));
    Path file = broken.directory().resolve("model.onnx");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    refuses(
        broken.create(Artefact.INPUT, Artefact.OUTPUT),
        "path: " + broken.directory() + ": model.onnx: expected SHA-256 ");
  }

  @Test
  void aModelThatAnswersOtherwiseThanItsGoldenVectorsIsRefusedByTheTask() throws Exception {
    Artefact broken = Artefact.TINY.copyTo(folder.resolve("broken"));
    replace(broken, "golden.csv", "0[.][0-9]+\n$", "0.123\n");
    tables.answer(broken.create(Artefact.INPUT, Artefact.OUTPUT));
    assertThatThrownBy(() -> tables.answer(query("vectors")))
        .hasStackTraceContaining(
            broken.directory() + ": golden.csv: line 17: expected 0.123 within 1.0E-6, found 0.");
  }

  /** Changes a file, and its hash in the manifest, as whoever made it would have. */
  private static void replace(Artefact artefact, String name, String regex, String text)
      throws IOException {
    Path file = artefact.directory().resolve(name);
    Path manifest = artefact.directory().resolve("manifest.json");
    String before = sha256(Files.readAllBytes(file));
    Files.writeString(file, Files.readString(file).replaceFirst(regex, text));
    String after = sha256(Files.readAllBytes(file));
    assertThat(after).isNotEqualTo(before);
    Files.writeString(manifest, Files.readString(manifest).replace(before, after));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private void refuses(String create, String... parts) throws Exception {
    refusesOver("vectors", create, parts);
  }

  /** {@code CREATE MODEL} keeps anything; the first query says what is wrong. */
  private void refusesOver(String table, String create, String... parts) throws Exception {
    tables.answer(create);
    assertThatThrownBy(() -> tables.answer(query(table)))
        .extracting(ModelDeclarationTest::root)
        .isInstanceOf(ValidationException.class)
        .extracting(Throwable::getMessage, as(InstanceOfAssertFactories.STRING))
        .contains(parts);
  }

  private static Throwable root(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause == null ? thrown : root(cause);
  }

  private static String query(String table) {
    return "SELECT * FROM ML_PREDICT(TABLE " + table + ", MODEL trend, DESCRIPTOR(a, b, c))";
  }
}
