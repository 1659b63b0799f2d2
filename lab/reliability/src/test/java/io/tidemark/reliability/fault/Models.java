package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.flink.io.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What can be wrong with a version that a person asks for. */
final class Models {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "demo-linear";

  /** A version must be refused within so long, or it holds up what comes after it, s. */
  private static final int LOAD_SECONDS = 5;

  private static final long AFTERWARDS_MILLIS = 20_000;

  private Models() {}

  static List<String> settings(Stage stage) {
    return List.of(
        "checkpoint.interval: 2 s",
        "model.store: " + stage.folder().resolve("store"),
        "model.load-timeout: " + LOAD_SECONDS + " s");
  }

  /**
   * Versions 2 to 4 never end loading, want a gigabyte, and answer otherwise than their golden
   * answers; each is asked for and must be refused. Then version 5, a good one, must serve.
   */
  static Fault bad() {
    return (stage, run) -> {
      Path store = Files.createDirectories(stage.folder().resolve("store").resolve(ID));
      int features = size(Deployment.MODEL);
      List<ModelRef> bad =
          List.of(
              version(store, "2", OnnxBytes.endless(features)),
              version(store, "3", OnnxBytes.large(features)),
              version(store, "4", OnnxBytes.mean(features)));
      ModelRef good =
          version(store, "5", Files.readAllBytes(Deployment.MODEL.resolve("model.onnx")));
      long from = run.newestTime() + 1;
      List<Fact> updates = new ArrayList<>();
      for (ModelRef each : bad) {
        updates.add(update(from + updates.size(), ModelAction.REGISTER, each));
        updates.add(update(from + updates.size(), ModelAction.ACTIVATE, each));
      }
      run.ignore(from, from + updates.size());
      updates.forEach(run.topics().market(run.writer()));
      run.writer().flush();
      Thread.sleep(AFTERWARDS_MILLIS);
      long refused = run.records(Topic.MODEL_ALERTS);
      long next = run.newestTime() + 1;
      run.inject(
          List.of(
              update(next, ModelAction.REGISTER, good),
              update(next + 1, ModelAction.ACTIVATE, good)));
      long asked = System.currentTimeMillis();
      run.awaitNewSignals(asked);
      long served = System.currentTimeMillis() - asked;
      assertThat(run.isFeeding()).as("the market goes on").isTrue();
      return new Hit(
          "%d updates for three bad versions on model-updates.v1; %,d model alerts"
              .formatted(updates.size(), refused),
          "signals %.1f s after the good version was asked for".formatted(served / 1e3),
          "",
          (after, judgement) -> Hit.calm(judgement));
    };
  }

  private static ModelUpdate update(long at, ModelAction action, ModelRef model) {
    return new ModelUpdate("*", at, at, action, model, "suite");
  }

  /** A copy of the version that serves, with another graph; sealed as if it were right. */
  private static ModelRef version(Path store, String version, byte[] graph) throws IOException {
    Path folder = Files.createDirectories(store.resolve(version));
    try (Stream<Path> files = Files.list(Deployment.MODEL)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.write(folder.resolve("model.onnx"), graph);
    Path file = folder.resolve("manifest.json");
    ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
    manifest.put("version", version);
    manifest.withObject("/files").put("model.onnx", sha256(graph));
    byte[] sealed = JSON.writeValueAsBytes(manifest);
    Files.write(file, sealed);
    return new ModelRef(ID, version, sha256(sealed));
  }

  private static int size(Path model) throws IOException {
    return JSON.readTree(model.resolve("manifest.json").toFile()).path("features").size();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
