package io.tidemark.flink.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.serve.LoadedModelCache.Loaded;
import io.tidemark.core.serve.LoadedModelCache.Lookup;
import io.tidemark.core.serve.LoadedModelCache.Refused;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.testbed.OwnCalibration;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.TestVersions;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions whose drift gates were calibrated for one pair of windows or another. */
class ModelStoreTest {

  private final Path store;
  private final ModelRef small;
  private final ModelRef large;

  ModelStoreTest(@TempDir Path store) throws IOException {
    this.store = store;
    TestVersions versions = new TestVersions(store);
    small = versions.put(2, OwnCalibration.file(20, 5, 2));
    large = versions.put(3, OwnCalibration.file(60, 15, 3));
  }

  @Test
  void whereTheJobSaysNothingEachVersionJudgesAsItWasCalibrated() throws Exception {
    JobConfig job = TestConfig.signalAsCalibrated("model.store=" + store);
    assertThat(load(job, small)).isEqualTo(new Loaded<>("2"));
    assertThat(load(job, large)).isEqualTo(new Loaded<>("3"));
  }

  @Test
  void aVersionThatWasCalibratedForOtherWindowsThanTheJobSaysIsRefusedNamingBoth()
      throws Exception {
    JobConfig job =
        TestConfig.signalAsCalibrated(
            "model.store=" + store, "drift.window=20", "drift.short-window=5");
    assertThat(load(job, small)).isEqualTo(new Loaded<>("2"));
    assertThat(load(job, large))
        .isEqualTo(
            new Refused<>(
                "the drift gate cannot judge model tiny-every 3:"
                    + " drift.window is 20, the model was calibrated for 60;"
                    + " drift.short-window is 5, the model was calibrated for 15;"
                    + " set them alike, or calibrate the model anew"));
  }

  @Test
  void oneOptionThatDiffersIsEnoughAndIsTheOnlyOneNamed() throws Exception {
    JobConfig window = TestConfig.signalAsCalibrated("model.store=" + store, "drift.window=60");
    assertThat(load(window, small))
        .isEqualTo(
            new Refused<>(
                "the drift gate cannot judge model tiny-every 2: drift.window is 60, the model was"
                    + " calibrated for 20; set them alike, or calibrate the model anew"));
    assertThat(load(window, large)).isEqualTo(new Loaded<>("3"));

    JobConfig inARow = TestConfig.signalAsCalibrated("model.store=" + store, "drift.persistence=3");
    assertThat(load(inARow, small))
        .isEqualTo(
            new Refused<>(
                "the drift gate cannot judge model tiny-every 2: drift.persistence is 3, the model"
                    + " was calibrated for 2; set them alike, or calibrate the model anew"));
    assertThat(load(inARow, large)).isEqualTo(new Loaded<>("3"));
  }

  /** What becomes of a version; its number if it may serve. */
  private static Lookup<String> load(JobConfig job, ModelRef ref) throws ModelRejectedException {
    return new ModelStore(job, TestModel.artefact().describe().metadata())
        .load(ref, artefact -> artefact.describe().ref().version());
  }
}
