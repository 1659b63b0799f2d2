package io.tidemark.retraining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.client.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What training found on the rows that neither version has seen.
 *
 * @param accepted whether the new version's log loss is not above the old one's
 * @param oldLogLoss nats
 * @param newLogLoss nats
 * @param trainingTo where the new version's training ends, µs since the epoch
 */
record RetrainingResult(boolean accepted, double oldLogLoss, double newLogLoss, long trainingTo) {

  /**
   * Reads what training wrote.
   *
   * @throws CommandFailedException if it says nothing, or contradicts itself
   */
  static RetrainingResult read(Path file) {
    try {
      JsonNode root = new JsonMapper().readTree(Files.readString(file));
      JsonNode accepted = root.path("accepted");
      double before = root.path("old").path("logLoss").asDouble(Double.NaN);
      double now = root.path("new").path("logLoss").asDouble(Double.NaN);
      if (!accepted.isBoolean() || accepted.asBoolean() != now <= before) {
        throw new CommandFailedException(
            file + " is no judgement: it says accepted " + accepted + " of " + before + ", " + now);
      }
      Instant to = Instant.parse(root.path("training").path("to").asText());
      return new RetrainingResult(
          accepted.asBoolean(), before, now, ChronoUnit.MICROS.between(Instant.EPOCH, to));
    } catch (JsonProcessingException | java.time.format.DateTimeParseException e) {
      throw new CommandFailedException(file + " is no judgement: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: did training write it?", e);
    }
  }
}
