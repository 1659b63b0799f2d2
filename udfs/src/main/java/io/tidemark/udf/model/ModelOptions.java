package io.tidemark.udf.model;

import io.tidemark.core.score.ModelMetadata;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.factories.FactoryUtil;

/** What stands in {@code WITH (...)}. */
final class ModelOptions {

  /** The directory of a model version, or a bare file. */
  static final ConfigOption<String> PATH =
      ConfigOptions.key("path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Directory of the model version, with its manifest.json, or a bare .onnx file, where"
                  + " the query is planned.");

  private static final ConfigOption<String> ID =
      pin("id", "The model must be this one, such as btc-linear.");

  private static final ConfigOption<String> VERSION =
      pin("version", "The model must have this version, such as 1.");

  private static final ConfigOption<String> TRIGGER =
      pin("trigger", "What the query's rows are: bar (closed bars) or every (forming ones, too).");

  private static final ConfigOption<String> FEATURE_SET_HASH =
      pin("feature-set-hash", "The model must take this feature set, SHA-256 in hexadecimal.");

  /** What the model must be; each may be left out. */
  static final List<ConfigOption<String>> PINS = List.of(ID, VERSION, TRIGGER, FEATURE_SET_HASH);

  private final Map<String, String> options;

  private ModelOptions(Map<String, String> options) {
    this.options = Map.copyOf(options);
  }

  private static ConfigOption<String> pin(String key, String description) {
    return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description);
  }

  /** Takes them, and says which are none. */
  static ModelOptions of(Map<String, String> options, List<String> problems) {
    List<String> ours = new ArrayList<>(List.of(PATH.key()));
    PINS.forEach(pin -> ours.add(pin.key()));
    BareFileOptions.ALL.forEach(option -> ours.add(option.key()));
    TreeSet<String> unknown = new TreeSet<>(options.keySet());
    ours.forEach(unknown::remove);
    unknown.remove(FactoryUtil.PROVIDER.key());
    unknown.remove(FactoryUtil.PROPERTY_VERSION.key());
    for (String key : unknown) {
      problems.add(
          key
              + " (value "
              + options.get(key)
              + ") is not an option; there are "
              + String.join(", ", ours));
    }
    return new ModelOptions(options);
  }

  /** The model in {@code path}, which must be what is asked for; with problems only in part. */
  PlannedModel read(List<String> problems) {
    String path = options.getOrDefault(PATH.key(), "");
    if (path.isBlank()) {
      problems.add(
          "path is required and not set; it must be the directory of a model version, or a bare"
              + " .onnx file");
      return PlannedModel.UNKNOWN;
    }
    boolean bare = BareFileOptions.isMeant(path);
    refuse(
        bare ? PINS : BareFileOptions.ALL,
        bare
            ? " is of a model version, and path is a bare file: leave it out, or import the file"
            : " is of a bare .onnx file: leave it out, the manifest in path says it",
        problems);
    try {
      Path place = Path.of(path);
      return bare ? BareFileOptions.read(place, options, problems) : version(place, problems);
    } catch (ModelRejectedException | InvalidPathException e) {
      problems.add("path: " + e.getMessage());
      return PlannedModel.UNKNOWN;
    }
  }

  private void refuse(List<ConfigOption<String>> others, String why, List<String> problems) {
    for (ConfigOption<String> option : others) {
      if (options.containsKey(option.key())) {
        problems.add(option.key() + why);
      }
    }
  }

  private PlannedModel version(Path directory, List<String> problems)
      throws ModelRejectedException {
    ModelArtefact artefact = ModelArtefact.read(directory);
    ModelDescription model = artefact.describe();
    ModelMetadata metadata = model.metadata();
    require(ID, metadata.model().id(), problems);
    require(VERSION, metadata.model().version(), problems);
    require(TRIGGER, metadata.timing().trigger().name().toLowerCase(Locale.ROOT), problems);
    require(FEATURE_SET_HASH, metadata.featureSetHash(), problems);
    return new PlannedModel(
        new CarriedVersion(artefact),
        model.featureNames(),
        metadata.timing().windowBars(),
        metadata.form(),
        true);
  }

  private void require(ConfigOption<String> pin, String found, List<String> problems) {
    String wanted = options.get(pin.key());
    if (wanted != null && !wanted.equals(found)) {
      problems.add(pin.key() + ": expected " + wanted + ", the model in path has " + found);
    }
  }
}
