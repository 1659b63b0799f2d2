package io.tidemark.udf;

import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A model version in a directory. */
record Artefact(Path directory) {

  private static final Path FIXTURES =
      Path.of(System.getProperty("tidemark.root"), "models/src/test/resources/artifacts");

  /** Takes {@code log_return}, {@code rsi(14)} and {@code macd(12,26,9)} of one bar. */
  static final Artefact TINY = new Artefact(FIXTURES.resolve("tiny/1"));

  /** Takes the same of four bars. */
  static final Artefact SEQUENCE = new Artefact(FIXTURES.resolve("tiny-lstm/1"));

  /** The same model as {@link #SEQUENCE}, served as two graphs. */
  static final Artefact PREFIX = new Artefact(FIXTURES.resolve("tiny-lstm/2"));

  /** The same features of one bar, for three classes. */
  static final Artefact CLASSES =
      new Artefact(FIXTURES.resolveSibling("tasks").resolve("tiny-classes/1"));

  /** The same for a regime, which has no score. */
  static final Artefact REGIME =
      new Artefact(FIXTURES.resolveSibling("tasks").resolve("tiny-regime/1"));

  /** How the model's columns are declared. */
  static final String INPUT = "INPUT (log_return DOUBLE, rsi_14 DOUBLE, macd_12_26_9 DOUBLE)";

  static final String OUTPUT = "OUTPUT (probability FLOAT)";

  /** A copy that a test may break. */
  Artefact copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of("manifest.json", "model.onnx", "baseline.csv", "golden.csv")) {
      Files.copy(directory.resolve(name), folder.resolve(name));
    }
    return new Artefact(folder);
  }

  /** {@code CREATE MODEL trend} of this directory. */
  String create(String input, String output, String... moreOptions) {
    StringBuilder options = new StringBuilder("'provider' = 'onnx', 'path' = '" + directory + "'");
    for (String option : moreOptions) {
      options.append(", ").append(option);
    }
    return "CREATE MODEL trend " + input + " " + output + " WITH (" + options + ")";
  }

  LoadedModel open() throws ModelRejectedException {
    return ModelArtefact.read(directory).open();
  }

  /** The inputs of the golden vectors. */
  List<float[]> inputs() throws IOException, ModelRejectedException {
    List<float[]> inputs = new ArrayList<>();
    List<String> lines = Files.readAllLines(directory.resolve("golden.csv"));
    int answers = ModelArtefact.read(directory).describe().metadata().form().width();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      float[] input = new float[cells.length - answers];
      for (int i = 0; i < input.length; i++) {
        input[i] = Float.parseFloat(cells[i]);
      }
      inputs.add(input);
    }
    return inputs;
  }
}
