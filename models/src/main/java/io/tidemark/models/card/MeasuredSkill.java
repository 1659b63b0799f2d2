package io.tidemark.models.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.models.ArtefactFiles;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code evaluation.json}: what the model was worth on data that it was neither trained nor
 * validated on, as {@code ./tidemark evaluate --json} wrote it.
 *
 * @param format {@link #FORMAT}
 * @param modelSha256 of the model that was evaluated
 * @param source where it is written down, for people
 * @param on which rows
 * @param estimates by {@code evaluate}'s names: the value, and where the rows gave it both ends of
 *     the 95 % interval
 */
public record MeasuredSkill(
    int format, String modelSha256, String source, On on, Map<String, List<Double>> estimates) {

  /** Of the file; rises when its fields change. */
  public static final int FORMAT = 1;

  private static final JsonMapper JSON =
      StrictJson.mapper().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * The rows.
   *
   * @param model such as {@code btc-gbm/2}
   * @param instrument on whose data
   * @param rows how many
   * @param first time of the first one, ISO instant
   * @param last time of the last one, ISO instant
   * @param blocks that were resampled for the intervals; 0 where there are none
   */
  public record On(
      String model, String instrument, long rows, String first, String last, int blocks) {}

  /**
   * Takes over what {@code ./tidemark evaluate --json} wrote.
   *
   * @param evaluated its file
   * @param source where it is written down
   * @param model the version it must be of
   * @throws ModelRejectedException naming all that is wrong: it is of another model, or its rows
   *     are of the model's own training or validation
   */
  public static MeasuredSkill of(byte[] evaluated, String source, ModelDescription model)
      throws ModelRejectedException {
    JsonNode tree = CardFiles.tree("the file of evaluate", evaluated);
    List<String> wrong = new ArrayList<>();
    String name = tree.path("model").asText();
    if (!name.equals(model.ref().name())) {
      wrong.add("it must be of " + model.ref().name() + ", is of '" + name + "'");
    }
    long own = tree.path("rowsInTraining").asLong() + tree.path("rowsInValidation").asLong();
    if (own > 0) {
      wrong.add(own + " of its rows are of training or validation: evaluate with a later --from");
    }
    Map<String, List<Double>> estimates = new LinkedHashMap<>();
    tree.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue().path("value");
              if (value.isNumber()) {
                estimates.put(field.getKey(), numbers(field.getValue()));
              }
            });
    if (estimates.isEmpty()) {
      wrong.add("it has no number: it must be what ./tidemark evaluate --json wrote");
    }
    CardFiles.require("the file of evaluate", wrong);
    return new MeasuredSkill(
        FORMAT,
        model.metadata().sha256(),
        source,
        new On(
            name,
            tree.path("instrument").asText(),
            tree.path("rows").asLong(),
            tree.path("first").asText(),
            tree.path("last").asText(),
            tree.path("draws").asInt() > 0 ? tree.path("blocks").asInt() : 0),
        estimates);
  }

  private static List<Double> numbers(JsonNode estimate) {
    List<Double> numbers = new ArrayList<>(List.of(estimate.path("value").asDouble()));
    if (estimate.path("low").isNumber() && estimate.path("high").isNumber()) {
      numbers.add(estimate.path("low").asDouble());
      numbers.add(estimate.path("high").asDouble());
    }
    return List.copyOf(numbers);
  }

  /**
   * Reads {@code evaluation.json}.
   *
   * @param model whose artefact it is in
   * @throws ModelRejectedException naming all that is wrong
   */
  static MeasuredSkill parse(byte[] json, ModelDescription model) throws ModelRejectedException {
    MeasuredSkill file;
    try {
      file = JSON.readValue(new String(json, StandardCharsets.UTF_8), MeasuredSkill.class);
    } catch (JsonProcessingException e) {
      throw ModelRejectedException.of(
          ArtefactFiles.EVALUATION,
          "what ./tidemark models card --evaluation writes",
          e.getOriginalMessage());
    }
    CardFiles.require(ArtefactFiles.EVALUATION, file.violations(model));
    return file;
  }

  private List<String> violations(ModelDescription model) {
    List<String> wrong = CardFiles.of(format, FORMAT, modelSha256, model);
    Instant end = instant(model.manifest().data().validation().to());
    Instant first = instant(on.first());
    if (first == null || end == null || first.isBefore(end)) {
      wrong.add(
          "on: first must be an instant after validation, from " + end + ", is " + on.first());
    }
    if (instant(on.last()) == null || on.rows() < 1) {
      wrong.add("on: last must be an instant and rows above 0, are " + on);
    }
    estimates.forEach(
        (name, numbers) -> {
          boolean finite = numbers.stream().allMatch(Double::isFinite);
          if (!finite || (numbers.size() != 1 && numbers.size() != 3)) {
            wrong.add(name + " must be a value, or a value and two ends, is " + numbers);
          }
        });
    return wrong;
  }

  private static @Nullable Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** The file's bytes. */
  byte[] bytes() {
    return CardFiles.bytes(JSON, this);
  }
}
