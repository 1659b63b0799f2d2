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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code delays.json}: how soon the model's drift gate saw injected changes, as {@code ./tidemark
 * drift evaluate --model DIR --json} wrote it.
 *
 * @param format {@link #FORMAT}
 * @param modelSha256 of the model whose gate it was
 * @param source where it is written down, for people
 * @param of what was measured
 * @param rows a change each; the first one is the control, in which nothing changes, the last one
 *     counts false pauses
 */
public record MeasuredDelays(int format, String modelSha256, String source, Of of, List<Row> rows) {

  /** Of the file; rises when its fields change. */
  public static final int FORMAT = 1;

  private static final String TITLE = "Delay in bars of ";
  private static final int CELLS = 6;

  private static final JsonMapper JSON =
      StrictJson.mapper().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * What was measured.
   *
   * @param model the version that was asked; another one than the artefact's has the same network
   * @param how series, seeds, budget and bars that were waited for, for people
   * @param calibration SHA-256 of the artefact's calibrations when this was taken over, by file
   */
  public record Of(String model, String how, Map<String, String> calibration) {}

  /**
   * A row as {@code drift evaluate} prints it: first for inputs and scores alone, then with
   * outcomes.
   *
   * @param change in words
   * @param inputs median delay, bars; of false pauses their number
   * @param inputsPaused how many series were paused; of false pauses the budgets between two
   * @param outcomes as {@code inputs}
   * @param outcomesPaused as {@code inputsPaused}
   * @param named the series or test that was named most often
   */
  public record Row(
      String change,
      String inputs,
      String inputsPaused,
      String outcomes,
      String outcomesPaused,
      String named) {}

  /**
   * Takes over what {@code ./tidemark drift evaluate --json} wrote.
   *
   * @param evaluated its file
   * @param source where it is written down
   * @param model the version whose network it must be of
   * @param sameNetwork other versions of the model with the same network, such as {@code btc-gbm/1}
   * @throws ModelRejectedException if it is of another model, or has no such table
   */
  public static MeasuredDelays of(
      byte[] evaluated, String source, ModelDescription model, List<String> sameNetwork)
      throws ModelRejectedException {
    JsonNode tables = CardFiles.tree("the file of drift evaluate", evaluated).path("tables");
    for (JsonNode table : tables) {
      String title = table.path("title").asText();
      if (title.startsWith(TITLE)) {
        String name = title.substring(TITLE.length());
        if (!name.equals(model.ref().name()) && !sameNetwork.contains(name)) {
          throw ModelRejectedException.of(
              "the file of drift evaluate", "delays of the network of " + model.ref().name(), name);
        }
        return new MeasuredDelays(
            FORMAT,
            model.metadata().sha256(),
            source,
            new Of(name, table.path("how").asText(), calibration(model)),
            rows(table.path("rows")));
      }
    }
    throw ModelRejectedException.of(
        "the file of drift evaluate", "a table '" + TITLE + "...'", "none");
  }

  private static List<Row> rows(JsonNode table) throws ModelRejectedException {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : table) {
      if (row.size() != CELLS) {
        throw ModelRejectedException.of(
            "the file of drift evaluate", CELLS + " cells a row", row.toString());
      }
      rows.add(
          new Row(
              row.path(0).asText(),
              row.path(1).asText(),
              row.path(2).asText(),
              row.path(3).asText(),
              row.path(4).asText(),
              row.path(5).asText()));
    }
    return rows;
  }

  /** Those of the artefact as it is now. */
  private static Map<String, String> calibration(ModelDescription model) {
    Map<String, String> hashes = new TreeMap<>(model.manifest().files());
    hashes.keySet().retainAll(CardFiles.CALIBRATION);
    return hashes;
  }

  /**
   * Reads {@code delays.json}.
   *
   * @param model whose artefact it is in
   * @throws ModelRejectedException naming all that is wrong
   */
  static MeasuredDelays parse(byte[] json, ModelDescription model) throws ModelRejectedException {
    MeasuredDelays file;
    try {
      file = JSON.readValue(new String(json, StandardCharsets.UTF_8), MeasuredDelays.class);
    } catch (JsonProcessingException e) {
      throw ModelRejectedException.of(
          ArtefactFiles.DELAYS,
          "what ./tidemark models card --delays writes",
          e.getOriginalMessage());
    }
    List<String> wrong = CardFiles.of(file.format, FORMAT, file.modelSha256, model);
    if (file.rows.size() < 2) {
      wrong.add("rows must be the control, the changes and the false pauses, are " + file.rows);
    }
    CardFiles.require(ArtefactFiles.DELAYS, wrong);
    return file;
  }

  /** Whether the artefact was calibrated anew since. */
  boolean isStale(ModelDescription model) {
    return !of.calibration().equals(calibration(model));
  }

  /** The file's bytes. */
  byte[] bytes() {
    return CardFiles.bytes(JSON, this);
  }
}
