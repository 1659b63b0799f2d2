package io.tidemark.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.outcome.OutcomeMeasure;
import io.tidemark.core.outcome.OutcomeReference;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.core.score.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code outcomes.json}: what a model's outcomes were on its validation period, and where that
 * comes from. An artefact without it has no outcome test.
 *
 * @param format {@link #FORMAT}
 * @param modelSha256 of the model whose outcomes they are
 * @param base what answers who knows nothing of now, see {@link OutcomeMeasure}
 * @param rows of the validation period whose outcomes are known
 * @param tests by name, see {@link TestReference}
 * @param family the tail of all tests together
 * @param provenance how it was made
 */
public record OutcomeFile(
    int format,
    String modelSha256,
    double base,
    int rows,
    Map<String, Numbers> tests,
    DriftFile.Family family,
    Provenance provenance) {

  /** The file's own name. */
  public static final String FILE = "outcomes.json";

  /** Of the file; rises when its fields change. */
  public static final int FORMAT = 1;

  private static final JsonMapper JSON =
      StrictJson.mapper().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * A test's numbers, see {@link TestReference}.
   *
   * @param mean of its numbers
   * @param deviation of its numbers, above 0
   * @param a sum, standard deviations
   * @param b sum, standard deviations, above 0
   */
  public record Numbers(double mean, double deviation, double a, double b) {}

  /**
   * How it was made.
   *
   * @param exports SHA-256 of each file of the export, by name
   * @param block outcomes that were resampled together
   * @param references how many were drawn
   * @param seed of all draws
   */
  public record Provenance(Map<String, String> exports, int block, int references, long seed) {}

  /**
   * The file of a calibration.
   *
   * @param modelSha256 of {@code model.onnx}
   */
  public static OutcomeFile of(
      OutcomeCalibration calibration, String modelSha256, Provenance provenance) {
    Map<String, Numbers> tests = new LinkedHashMap<>();
    OutcomeReference reference = calibration.reference();
    for (TestReference one : reference.tests()) {
      tests.put(one.test().toString(), new Numbers(one.mean(), one.deviation(), one.a(), one.b()));
    }
    FamilyTail tail = calibration.family();
    return new OutcomeFile(
        FORMAT,
        modelSha256,
        reference.measure().base(),
        reference.rows(),
        tests,
        new DriftFile.Family(tail.base(), tail.excess(), tail.logRunLength(), tail.clusters()),
        provenance);
  }

  /** The file's bytes. */
  public byte[] bytes() {
    try {
      return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts can always be written", e);
    }
  }

  /**
   * Reads and checks it.
   *
   * @param task of the model
   * @param modelSha256 of the model that it must be of
   * @throws ModelRejectedException naming all that is wrong
   */
  static OutcomeCalibration parse(byte[] json, Task task, String modelSha256)
      throws ModelRejectedException {
    OutcomeFile file;
    try {
      file = JSON.readValue(new String(json, StandardCharsets.UTF_8), OutcomeFile.class);
    } catch (JsonProcessingException e) {
      throw new ModelRejectedException(
          FILE + ": " + e.getOriginalMessage() + ": run ./tidemark drift calibrate", e);
    }
    List<String> wrong = file.violations(task, modelSha256);
    if (!wrong.isEmpty()) {
      throw new ModelRejectedException(FILE + ": " + String.join("; ", wrong));
    }
    return file.calibration(task);
  }

  private List<String> violations(Task task, String model) {
    List<String> wrong = new ArrayList<>();
    if (format != FORMAT) {
      wrong.add("format must be " + FORMAT + ", was " + format);
    }
    if (!OutcomeMeasure.covers(task)) {
      wrong.add("a model of " + task + " has no outcome test: remove the file");
    }
    if (!modelSha256.equals(model)) {
      wrong.add(
          "it is of the model %s, this one is %s: run ./tidemark drift calibrate"
              .formatted(modelSha256, model));
    }
    if (rows < 1 || !Double.isFinite(base)) {
      wrong.add("rows must be positive and base finite, were " + rows + ", " + base);
    }
    List<String> known = Arrays.stream(OutcomeTest.values()).map(OutcomeTest::toString).toList();
    tests.forEach(
        (name, of) -> {
          boolean sound = Double.isFinite(of.mean()) && Double.isFinite(of.a());
          boolean above = of.deviation() > 0 && of.b() > 0;
          if (!known.contains(name)) {
            wrong.add("tests: " + name + " is none of " + known);
          } else if (!sound || !above || !Double.isFinite(of.deviation() + of.b())) {
            wrong.add(
                "tests: %s: mean and a must be finite, deviation and b positive, was %s"
                    .formatted(name, of));
          }
        });
    if (tests.isEmpty()) {
      wrong.add("tests must not be empty");
    }
    family.require("family", wrong);
    return wrong;
  }

  private OutcomeCalibration calibration(Task task) {
    List<TestReference> all = new ArrayList<>();
    for (OutcomeTest test : OutcomeTest.values()) {
      Numbers of = tests.get(test.toString());
      if (of != null) {
        all.add(new TestReference(test, of.mean(), of.deviation(), of.a(), of.b()));
      }
    }
    return new OutcomeCalibration(
        new OutcomeReference(new OutcomeMeasure(task, base), rows, all), family.tail());
  }
}
