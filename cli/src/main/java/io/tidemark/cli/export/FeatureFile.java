package io.tidemark.cli.export;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A feature set as data, in YAML:
 *
 * <pre>
 * bar: 1h
 * trigger: bar
 * horizon: 1
 * features:
 *   - log_return
 *   - rsi(14)@4h
 * </pre>
 *
 * @param features in the order of the vector
 * @param bar such as {@code 1h}
 * @param trigger {@code bar} or {@code every}
 * @param horizon how many bars ahead the label looks
 */
record FeatureFile(List<String> features, String bar, String trigger, int horizon) {

  private static final Set<String> KEYS = Set.of("bar", "trigger", "horizon", "features");

  /** Whether {@code text} is meant as a file and not as names of features. */
  static boolean isMeant(String text) {
    return text.endsWith(".yaml") || text.endsWith(".yml");
  }

  /**
   * Reads a file.
   *
   * @throws ExportException naming the file and all that is wrong with it
   */
  static FeatureFile read(Path path) {
    JsonNode root = tree(path);
    List<String> problems = new ArrayList<>();
    Set<String> unknown = new TreeSet<>();
    root.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KEYS);
    unknown.forEach(
        key -> problems.add(key + " is no key; there are bar, features, horizon, trigger"));
    for (String key : List.of("bar", "trigger")) {
      if (!root.path(key).isTextual()) {
        problems.add(key + " must be given, as text");
      }
    }
    if (!root.path("horizon").isInt()) {
      problems.add("horizon must be given, a whole number of bars");
    }
    List<String> features = new ArrayList<>();
    root.path("features").forEach(feature -> features.add(feature.asText()));
    if (features.isEmpty() || !root.path("features").isArray()) {
      problems.add("features must be given, a list of names");
    }
    if (!problems.isEmpty()) {
      throw new ExportException(path + ": " + String.join("; ", problems) + ".");
    }
    return new FeatureFile(
        features,
        root.path("bar").asText(),
        root.path("trigger").asText(),
        root.path("horizon").asInt());
  }

  private static JsonNode tree(Path path) {
    try {
      YAMLFactory strict =
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
      return new ObjectMapper(strict).readTree(Files.readString(path));
    } catch (JacksonException e) {
      throw new ExportException(path + " is no YAML: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new ExportException(path + " cannot be read: check the path.", e);
    }
  }
}
