package io.tidemark.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a training configuration says of its export; the training itself checks the rest.
 *
 * @param features in the model's order
 * @param bar such as {@code 1h}
 * @param trigger {@code bar} or {@code every}
 * @param horizonBars how many bars ahead
 */
public record TrainingConfig(List<String> features, String bar, String trigger, int horizonBars) {

  /**
   * When the models of a study of the lab are fitted for the first time, µs since the epoch.
   *
   * @throws ExportException naming the file and what is wrong with it
   */
  public static long firstRefit(Path study) {
    String first = json(study).path("walk").path("first").asText();
    try {
      return ChronoUnit.MICROS.between(Instant.EPOCH, OffsetDateTime.parse(first).toInstant());
    } catch (DateTimeParseException e) {
      throw new ExportException(
          study + ": walk.first must be an instant, such as 2022-01-01T00:00:00Z, was " + first, e);
    }
  }

  /**
   * Reads a configuration file.
   *
   * @throws ExportException naming the file and what is wrong with it
   */
  public static TrainingConfig read(Path path) {
    JsonNode root = json(path);
    List<String> features = new ArrayList<>();
    for (JsonNode feature : root.path("features")) {
      features.add(feature.path("name").asText());
    }
    if (features.isEmpty()) {
      throw new ExportException(path + " names no features, it is no training configuration.");
    }
    return new TrainingConfig(
        features,
        root.path("bar").asText(),
        root.path("trigger").asText(),
        root.path("horizonBars").asInt());
  }

  private static JsonNode json(Path path) {
    try {
      return new JsonMapper().readTree(Files.readString(path));
    } catch (JsonProcessingException e) {
      throw new ExportException(path + " is no JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new ExportException(path + " cannot be read.", e);
    }
  }
}
