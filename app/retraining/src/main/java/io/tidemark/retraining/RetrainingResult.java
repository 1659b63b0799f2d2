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
 * @param accepted whether the new version's loss is not above the old one's
 * @param measure what the loss is
 * @param oldLoss the smaller, the better; as the new one
 * @param newLoss on the same rows
 * @param trainingTo where the new version's training ends, µs since the epoch
 */
record RetrainingResult(
    boolean accepted, Measure measure, double oldLoss, double newLoss, long trainingTo) {

  /** What two versions are judged by. */
  enum Measure {
    /** Of models of direction, nats. */
    LOG_LOSS("logLoss", "log loss"),
    /** Of models of volatility, without a unit. */
    QLIKE("qlike", "QLIKE");

    private final String key;
    private final String words;

    Measure(String key, String words) {
      this.key = key;
      this.words = words;
    }

    /** As people are told. */
    @Override
    public String toString() {
      return words;
    }

    private static Measure of(Path file, String key) {
      for (Measure each : values()) {
        if (each.key.equals(key)) {
          return each;
        }
      }
      throw new CommandFailedException(
          file + " is no judgement: its measure is '" + key + "', known are logLoss and qlike");
    }
  }

  /**
   * Reads what training wrote.
   *
   * @throws CommandFailedException if it says nothing, or contradicts itself
   */
  static RetrainingResult read(Path file) {
    try {
      JsonNode root = new JsonMapper().readTree(Files.readString(file));
      JsonNode accepted = root.path("accepted");
      Measure measure = Measure.of(file, root.path("measure").asText());
      double before = root.path("old").path(measure.key).asDouble(Double.NaN);
      double now = root.path("new").path(measure.key).asDouble(Double.NaN);
      if (!accepted.isBoolean() || accepted.asBoolean() != now <= before) {
        throw new CommandFailedException(
            file + " is no judgement: it says accepted " + accepted + " of " + before + ", " + now);
      }
      Instant to = Instant.parse(root.path("training").path("to").asText());
      return new RetrainingResult(
          accepted.asBoolean(), measure, before, now, ChronoUnit.MICROS.between(Instant.EPOCH, to));
    } catch (JsonProcessingException | java.time.format.DateTimeParseException e) {
      throw new CommandFailedException(file + " is no judgement: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: did training write it?", e);
    }
  }
}
