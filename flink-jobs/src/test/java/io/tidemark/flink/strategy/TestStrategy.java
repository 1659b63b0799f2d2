package io.tidemark.flink.strategy;

import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Task;
import io.tidemark.flink.testbed.TestModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Strategies of the smallest models there are, which know nothing of any market. */
final class TestStrategy {

  private TestStrategy() {}

  /** One model that is scored on every event, and decides. */
  static Path single(Path folder) {
    return write(
        folder, "single", "  only: {path: " + TestModel.DIRECTORY + "}\n", "decide: only\n");
  }

  /**
   * Models of two lengths of bars and both triggers; the decision looks at a feature, and remembers
   * how well two of them did.
   */
  static Path three(Path folder) {
    return three(folder, "three", "");
  }

  /** The same, where the first model is asked at a server. */
  static Path remote(Path folder, String url, String timeout) {
    String where = ", remote: {protocol: open-inference, url: '%s', timeout: %s}";
    return three(folder, "remote", where.formatted(url, timeout));
  }

  private static Path three(Path folder, String name, String where) {
    return write(
        folder,
        name,
        "  trend: {path: %s, min-strength: 10%s}\n".formatted(TestModel.DIRECTORY, where)
            + "  slow: {path: %s, min-strength: 10}\n".formatted(TestModel.SEQUENCE)
            + "  fast: {path: %s, min-strength: 10}\n".formatted(halfHour(folder)),
        """
        bar: 1h
        decide:
          confirm:
            decide:
              vote:
                of:
                  - trend
                  - fast
                  - average: {by: log-loss, of: [trend, slow], answers: 20, threshold: 0}
                agree: 1
                sizes: {1: 0.3, 2: 0.5, 3: 1}
            conditions: [{feature: rsi(14), above: 30}]
            need: 1
            weak: 0.5
        """);
  }

  /** A model whose positions another sizes, which is asked at the same events. */
  static Path sized(Path folder) {
    return write(
        folder,
        "sized",
        "  vol: {path: %s}\n".formatted(TestModel.ofTask(Task.VOLATILITY))
            + "  trend: {path: %s, min-strength: 10}\n".formatted(TestModel.DIRECTORY),
        "decide: trend\nsize: {by: volatility, model: vol, target: 0.1}\n");
  }

  /** A model of any instrument, sized by the shipped volatility of ETH. */
  static Path sizedByEther(Path folder) {
    return write(
        folder,
        "ether",
        "  vol: {path: %s}\n".formatted(TestModel.ETHER)
            + "  trend: {path: %s, min-strength: 10}\n".formatted(TestModel.DIRECTORY),
        "decide: trend\nsize: {by: volatility, model: vol, target: 0.1}\n");
  }

  /** A predicted volatility, held against what was seen. */
  static Path edge(Path folder) {
    return write(
        folder,
        "edge",
        "  vol: {path: %s}\n".formatted(TestModel.ofTask(Task.VOLATILITY)),
        "decide: {volatility-edge: {model: vol, implied: realised_vol(6), edge: 0.15}}\n");
  }

  /** Two of the same bars and features, so that one takes them over from the other. */
  static Path alike(Path folder) {
    String models = "  one: {path: %s, min-strength: 10}\n  two: {path: %s, min-strength: 40}\n";
    return write(
        folder,
        "alike",
        models.formatted(TestModel.DIRECTORY, TestModel.DIRECTORY),
        "decide: {vote: {of: [one, two], agree: 1, sizes: {1: 0.5, 2: 1}}}\n");
  }

  /** The model of every event, as if it had been made for bars half as long. */
  private static Path halfHour(Path folder) {
    FeatureSet set =
        new FeatureSet(List.of("log_return", "rsi(14)", "macd(12,26,9)"), 1_800_000_000L);
    try (Stream<Path> files = Files.list(TestModel.DIRECTORY)) {
      Path directory = Files.createDirectories(folder.resolve("tiny-half/1"));
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
      Path manifest = directory.resolve("manifest.json");
      String changed =
          Files.readString(manifest)
              .replace("\"tiny-every\"", "\"tiny-half\"")
              .replaceFirst("\"bar\": *\"1h\"", "\"bar\": \"30m\"")
              .replaceFirst(
                  "\"featureSetHash\": *\"[0-9a-f]+\"",
                  "\"featureSetHash\": \"" + set.hash() + "\"");
      Files.writeString(manifest, changed);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of a strategy. */
  static Path write(Path folder, String name, String models, String decision) {
    try {
      return Files.writeString(
          folder.resolve(name + ".yaml"), "strategy: " + name + "\nmodels:\n" + models + decision);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
