package io.tidemark.models.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.models.DriftFile;
import io.tidemark.models.ModelDescription;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OutcomeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the files that a card is made of have in common. */
final class CardFiles {

  /** What {@code ./tidemark drift calibrate} writes. */
  static final Set<String> CALIBRATION = Set.of(DriftFile.FILE, OutcomeFile.FILE);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CardFiles() {}

  /** A file of another command. */
  static JsonNode tree(String name, byte[] json) throws ModelRejectedException {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw ModelRejectedException.of(name, "JSON", String.valueOf(e.getMessage()));
    }
  }

  static void require(String name, List<String> wrong) throws ModelRejectedException {
    if (!wrong.isEmpty()) {
      throw ModelRejectedException.of(name, "a sound file", String.join("; ", wrong));
    }
  }

  /** What is wrong with the fields that every file has; more may be added. */
  static List<String> of(int format, int known, String modelSha256, ModelDescription model) {
    List<String> wrong = new ArrayList<>();
    if (format != known) {
      wrong.add("format must be " + known + ", was " + format);
    }
    if (!modelSha256.equals(model.metadata().sha256())) {
      wrong.add(
          "it is of the model %s, this one is %s: measure it anew"
              .formatted(modelSha256, model.metadata().sha256()));
    }
    return wrong;
  }

  static byte[] bytes(JsonMapper mapper, Object file) {
    try {
      return (mapper.writeValueAsString(file) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts can always be written", e);
    }
  }
}
