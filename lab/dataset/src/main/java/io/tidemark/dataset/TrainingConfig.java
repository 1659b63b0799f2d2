package io.tidemark.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * Reads a configuration file.
   *
   * @throws ExportException naming the file and what is wrong with it
   */
  public static TrainingConfig read(Path path) {
    try {
      JsonNode root = new JsonMapper().readTree(Files.readString(path));
      List<String> features = new ArrayList<>();
      for (JsonNode feature : root.path("features")) {
        features.add(feature.path("name").asText());
      }
      TrainingConfig config =
          new TrainingConfig(
              features,
              root.path("bar").asText(),
              root.path("trigger").asText(),
              root.path("horizonBars").asInt());
      if (features.isEmpty()) {
        throw new ExportException(path + " names no features, it is no training configuration.");
      }
      return config;
    } catch (JsonProcessingException e) {
      throw new ExportException(path + " is no JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new ExportException(path + " cannot be read.", e);
    }
  }
}
