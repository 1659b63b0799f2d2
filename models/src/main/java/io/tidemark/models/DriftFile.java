package io.tidemark.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.core.drift.DriftCalibration;
import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.drift.DriftCalibration.SeriesTail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code drift.json}: the calibration of a model's drift gate, and where it comes from. The file is
 * flat where parts are unwrapped here: every field of {@link #ofFields} must be there and none
 * besides.
 *
 * @param format {@link #FORMAT}
 * @param gate what it was calibrated for
 * @param series by name, what was found of each
 * @param shortSeries by name, the tail in the second window; empty for none
 * @param pausing the tail of those that may pause, together
 * @param watched the tail of all, together
 * @param provenance how it was made
 */
@JsonPropertyOrder({"format", "gate"}) // else the factory's parameters come before parts
public record DriftFile(
    int format,
    @JsonUnwrapped Gate gate,
    Map<String, Series> series,
    Map<String, Tail> shortSeries,
    Family pausing,
    Family watched,
    Provenance provenance) {

  /** The file's own name. */
  public static final String FILE = "drift.json";

  /** Of the file; rises when its fields change. */
  public static final int FORMAT = 1;

  /**
   * The gate's settings that change its thresholds.
   *
   * @param window w, live samples
   * @param shortWindow samples of the second window; 0 for none
   * @param persistence samples in a row that must be beyond
   */
  public record Gate(int window, int shortWindow, int persistence) {}

  /**
   * A series' tail, see {@link SeriesTail}.
   *
   * @param a squared distance
   * @param b squared distance, above 0
   */
  public record Tail(double a, double b) {}

  /**
   * The tail of several series together, see {@link FamilyTail}.
   *
   * @param base level from which on exponents are unsure
   * @param excess mean excess over it, above 0
   * @param logRunLength of the base, logarithm of samples, less the margin
   * @param clusters independent clusters beyond the base in the export, above 0
   */
  public record Family(double base, double excess, double logRunLength, double clusters) {

    FamilyTail tail() {
      return new FamilyTail(base, excess, logRunLength, clusters);
    }

    void require(String where, List<String> wrong) {
      boolean usable = excess > 0 && clusters > 0 && Double.isFinite(excess * clusters);
      if (!Double.isFinite(base + logRunLength) || !usable) {
        wrong.add(
            "%s: base and logRunLength must be finite, excess and clusters positive, was %s"
                .formatted(where, this));
      }
    }
  }

  /**
   * A series' tail, see {@link SeriesTail}, and what it means.
   *
   * @param a squared distance
   * @param b squared distance, above 0
   * @param mayPause whether its drift may pause the model
   * @param rankTime autocorrelation time of its ranks, samples
   * @param spreadTime of the ranks' distance from their middle, samples
   * @param delays expected at the provenance's budget; none of a constant series
   */
  public record Series(
      double a,
      double b,
      boolean mayPause,
      double rankTime,
      double spreadTime,
      List<Delay> delays) {}

  /**
   * How long a change goes unseen.
   *
   * @param change in words
   * @param samples on average; unseen ones count as {@code longest}
   * @param unseen share, 0 to 1
   * @param longest samples that were waited
   */
  public record Delay(String change, double samples, double unseen, int longest) {}

  /**
   * How it was made.
   *
   * @param source of which data
   * @param draws how that was resampled
   * @param budget samples of one instrument per false alarm, of thresholds, spread and delays here
   * @param fit what the family's tail rests on
   */
  @JsonPropertyOrder({"source", "draws", "budget", "fit"})
  public record Provenance(
      @JsonUnwrapped Source source,
      @JsonUnwrapped Draws draws,
      double budget,
      @JsonUnwrapped Fit fit) {

    /** The fields of the file, in its order. Only the JSON parser calls it, by their names. */
    @JsonCreator
    static Provenance ofFields(
        @JsonProperty("baselineSha256") String baselineSha256,
        @JsonProperty("exports") Map<String, String> exports,
        @JsonProperty("rows") int rows,
        @JsonProperty("block") int block,
        @JsonProperty("reference") int reference,
        @JsonProperty("references") int references,
        @JsonProperty("seed") long seed,
        @JsonProperty("budget") double budget,
        @JsonProperty("samples") double samples,
        @JsonProperty("peaks") int peaks,
        @JsonProperty("spread") Map<String, Double> spread) {
      return new Provenance(
          new Source(baselineSha256, exports, rows),
          new Draws(block, reference, references, seed),
          budget,
          new Fit(samples, peaks, spread));
    }
  }

  /**
   * The data that a calibration was made of.
   *
   * @param baselineSha256 of the baseline whose gate it is for
   * @param exports SHA-256 of each file of the export, by name
   * @param rows bar closes of the training period that were resampled
   */
  public record Source(String baselineSha256, Map<String, String> exports, int rows) {}

  /**
   * How the export was resampled.
   *
   * @param block rows that were resampled together
   * @param reference rows of a reference, m
   * @param references how many were drawn
   * @param seed of all draws
   */
  public record Draws(int block, int reference, int references, long seed) {}

  /**
   * What the family's tail rests on.
   *
   * @param samples live samples that were drawn
   * @param peaks that the family's tail was fitted to
   * @param spread mean run lengths of single references as multiples of the budget, by quantile
   */
  public record Fit(double samples, int peaks, Map<String, Double> spread) {}

  private static final JsonMapper JSON =
      StrictJson.mapper().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** The fields of the file, in its order. Only the JSON parser calls it, by their names. */
  @JsonCreator
  static DriftFile ofFields(
      @JsonProperty("format") int format,
      @JsonProperty("window") int window,
      @JsonProperty("shortWindow") int shortWindow,
      @JsonProperty("persistence") int persistence,
      @JsonProperty("series") Map<String, Series> series,
      @JsonProperty("shortSeries") Map<String, Tail> shortSeries,
      @JsonProperty("pausing") Family pausing,
      @JsonProperty("watched") Family watched,
      @JsonProperty("provenance") Provenance provenance) {
    return new DriftFile(
        format,
        new Gate(window, shortWindow, persistence),
        series,
        shortSeries,
        pausing,
        watched,
        provenance);
  }

  /** The file's bytes. */
  public byte[] bytes() {
    try {
      return (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and texts can always be written", e);
    }
  }

  /**
   * Reads and checks a calibration.
   *
   * @param watched names of what the gate looks at; each must have its tail
   * @param baselineSha256 of the baseline that it must be for
   * @throws ModelRejectedException naming all that is wrong
   */
  static DriftCalibration parse(byte[] json, List<String> watched, String baselineSha256)
      throws ModelRejectedException {
    DriftFile file;
    try {
      file = JSON.readValue(new String(json, StandardCharsets.UTF_8), DriftFile.class);
    } catch (JsonProcessingException e) {
      throw new ModelRejectedException(
          FILE + ": " + e.getOriginalMessage() + ": run ./tidemark drift calibrate", e);
    }
    List<String> wrong = file.violations(watched, baselineSha256);
    if (!wrong.isEmpty()) {
      throw new ModelRejectedException(FILE + ": " + String.join("; ", wrong));
    }
    return file.calibration();
  }

  private List<String> violations(List<String> names, String baselineSha256) {
    List<String> wrong = new ArrayList<>();
    if (format != FORMAT) {
      wrong.add("format must be " + FORMAT + ", was " + format);
    }
    int window = gate.window();
    int shortWindow = gate.shortWindow();
    if (shortWindow < 0 || shortWindow >= Math.max(1, window)) {
      wrong.add("shortWindow must be 0 or below window, was " + shortWindow);
    }
    if (window < 1 || gate.persistence() < 1) {
      wrong.add(
          "window and persistence must be positive, were " + window + ", " + gate.persistence());
    }
    String calibratedFor = provenance.source().baselineSha256();
    if (!calibratedFor.equals(baselineSha256)) {
      wrong.add(
          "it was calibrated for the baseline %s, this one is %s: run ./tidemark drift calibrate"
              .formatted(calibratedFor, baselineSha256));
    }
    for (String name : names) {
      if (!series.containsKey(name) || (shortWindow > 0 && !shortSeries.containsKey(name))) {
        wrong.add(name + " is watched but was not calibrated: run ./tidemark drift calibrate");
      }
    }
    series.forEach((name, of) -> requireTail("series " + name, of.a(), of.b(), wrong));
    shortSeries.forEach((name, of) -> requireTail("shortSeries " + name, of.a(), of.b(), wrong));
    pausing.require("pausing", wrong);
    watched.require("watched", wrong);
    return wrong;
  }

  private static void requireTail(String where, double a, double b, List<String> wrong) {
    if (!Double.isFinite(a) || !(b > 0 && Double.isFinite(b))) {
      wrong.add("%s: a must be finite and b positive, were %s and %s".formatted(where, a, b));
    }
  }

  private DriftCalibration calibration() {
    Map<String, SeriesTail> tails = new LinkedHashMap<>();
    series.forEach((name, of) -> tails.put(name, new SeriesTail(of.a(), of.b())));
    Map<String, SeriesTail> shortTails = new LinkedHashMap<>();
    shortSeries.forEach((name, of) -> shortTails.put(name, new SeriesTail(of.a(), of.b())));
    return new DriftCalibration(
        gate.window(),
        gate.shortWindow(),
        gate.persistence(),
        tails,
        shortTails,
        pausing.tail(),
        watched.tail());
  }
}
