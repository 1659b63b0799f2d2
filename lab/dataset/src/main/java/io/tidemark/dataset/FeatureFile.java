package io.tidemark.dataset;

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
import org.jspecify.annotations.Nullable;

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
 * <p>All but the features may be left out and said by options instead, which also come before what
 * the file says.
 *
 * @param path of the file
 * @param features in the order of the vector
 * @param bar such as {@code 1h}; null if it is not said
 * @param trigger {@code bar} or {@code every}; null if it is not said
 * @param horizon how many bars ahead the label looks; null if it is not said
 */
public record FeatureFile(
    Path path,
    List<String> features,
    @Nullable String bar,
    @Nullable String trigger,
    @Nullable Integer horizon) {

  private static final Set<String> KEYS = Set.of("bar", "trigger", "horizon", "features");

  /** Whether {@code text} is meant as a file and not as names of features. */
  public static boolean isMeant(String text) {
    return text.endsWith(".yaml") || text.endsWith(".yml");
  }

  /**
   * Reads a file.
   *
   * @throws ExportException naming the file and all that is wrong with it
   */
  public static FeatureFile read(Path path) {
    JsonNode root = tree(path);
    List<String> problems = new ArrayList<>();
    Set<String> unknown = new TreeSet<>();
    root.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KEYS);
    unknown.forEach(
        key -> problems.add(key + " is no key; there are bar, features, horizon, trigger"));
    for (String key : List.of("bar", "trigger")) {
      if (root.has(key) && !root.path(key).isTextual()) {
        problems.add(key + " must be text");
      }
    }
    if (root.has("horizon") && !root.path("horizon").isInt()) {
      problems.add("horizon must be a whole number of bars");
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
        path,
        features,
        root.path("bar").textValue(),
        root.path("trigger").textValue(),
        root.has("horizon") ? root.path("horizon").intValue() : null);
  }

  /**
   * What to export; an option that is given comes before what the file says.
   *
   * @throws ExportException if neither says it, or it cannot be done
   */
  public ExportPlan plan(
      @Nullable String barOption, @Nullable String triggerOption, @Nullable Integer horizonOption) {
    return ExportPlan.of(
        features,
        said("bar", barOption, bar),
        said("trigger", triggerOption, trigger),
        said("horizon", horizonOption, horizon));
  }

  private <T> T said(String key, @Nullable T option, @Nullable T inFile) {
    T value = option == null ? inFile : option;
    if (value == null) {
      throw new ExportException(
          path + " does not say the " + key + ": write it there, or give --" + key + ".");
    }
    return value;
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
