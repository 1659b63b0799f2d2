package io.tidemark.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.TrainingPeriod;
import io.tidemark.core.score.Trigger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code manifest.json}: what the model expects, where it comes from and what it is worth. Every
 * field must be there and none besides.
 *
 * @param id such as {@code btc-linear}
 * @param version counts up from 1
 * @param opset of the ONNX file's standard operators
 * @param input the feature tensor: [-1, F], or [-1, windowBars, F] where that is more than 1,
 *     oldest bar first
 * @param output the probability of a rise
 * @param bar length of a bar, such as {@code 1h}
 * @param windowBars how many bars of features one scoring takes; 1 unless it is a sequence model
 * @param trigger {@code bar} or {@code every}: upon what it was trained and may be scored
 * @param horizonBars how many bars ahead it predicts
 * @param features in the order of the input
 * @param featureSetHash see {@link FeatureSet#hash()}
 * @param instruments it was trained on
 * @param training the period it has seen
 * @param validation the period that gave {@code strengthQuantiles} and {@code bins}
 * @param test the period that gave its honest metrics
 * @param trainedOn the feature exports
 * @param metrics of the three periods
 * @param strengthQuantiles the 101 percentiles of |p - 0.5| on validation
 * @param bins what scores have meant on validation
 * @param files SHA-256 of every other file of the artefact, by name
 * @param notes limits, for people
 */
public record Manifest(
    String id,
    String version,
    int opset,
    Tensor input,
    Tensor output,
    String bar,
    int windowBars,
    String trigger,
    int horizonBars,
    List<Feature> features,
    String featureSetHash,
    List<String> instruments,
    Period training,
    Period validation,
    Period test,
    List<Source> trainedOn,
    Metrics metrics,
    List<Double> strengthQuantiles,
    Bins bins,
    Map<String, String> files,
    List<String> notes) {

  /** The manifest's own name. */
  public static final String FILE = "manifest.json";

  /**
   * A tensor of the graph.
   *
   * @param name in the graph
   * @param shape -1 stands for the batch
   */
  public record Tensor(String name, List<Long> shape) {}

  /**
   * A feature.
   *
   * @param name with its parameters, such as {@code rsi(14)}
   * @param drift what its drift may do: {@code pause}, {@code alert} or {@code ignore}
   */
  public record Feature(String name, String drift) {}

  /**
   * A period of event time.
   *
   * @param from ISO instant
   * @param to ISO instant, exclusive
   */
  public record Period(String from, String to) {}

  /**
   * A feature export.
   *
   * @param export file name
   * @param sha256 of the uncompressed text
   * @param rows in it
   */
  public record Source(String export, String sha256, long rows) {}

  /**
   * Metrics by period.
   *
   * @param bootstrapBlockBars bars that are resampled together for the intervals
   * @param train over the training period, which flatters
   * @param validation over the validation period
   * @param test over the test period: the honest one
   */
  public record Metrics(int bootstrapBlockBars, Report train, Report validation, Report test) {}

  /**
   * What the exported file scored in one period, beside what needs no model.
   *
   * @param rows scored
   * @param baseRate share of rises
   * @param accuracy share of right directions (a rise where p > 0.5)
   * @param auc area under the ROC curve
   * @param logLoss mean negative log likelihood, nats
   * @param baselines the same without a model
   * @param interval95 block-bootstrap intervals
   */
  public record Report(
      long rows,
      double baseRate,
      double accuracy,
      double auc,
      double logLoss,
      Baselines baselines,
      Intervals interval95) {}

  /**
   * What needs no model.
   *
   * @param alwaysUp accuracy of always expecting a rise
   * @param lastSign accuracy of expecting the last bar's direction again
   * @param againstLastSign accuracy of expecting its opposite
   * @param trainingBaseRateLogLoss log loss of always answering the training base rate, nats
   */
  public record Baselines(
      double alwaysUp, double lastSign, double againstLastSign, double trainingBaseRateLogLoss) {}

  /**
   * 95 % intervals, lower and upper end each.
   *
   * @param blocks how many blocks were resampled: the honest sample size
   * @param accuracy of the model
   * @param auc of the model
   * @param logLoss of the model
   * @param accuracyOverAlwaysUp lead over always expecting a rise
   * @param accuracyOverAgainstLastSign lead over the opposite of the last move
   * @param logLossUnderBaseRate lead over the training base rate
   */
  public record Intervals(
      int blocks,
      List<Double> accuracy,
      List<Double> auc,
      List<Double> logLoss,
      List<Double> accuracyOverAlwaysUp,
      List<Double> accuracyOverAgainstLastSign,
      List<Double> logLossUnderBaseRate) {}

  /**
   * Validation scores in bins; outcomes do not overlap.
   *
   * @param edges inner edges, rising; a score on an edge belongs to the bin above
   * @param counts scores in each bin, one more than edges
   * @param ups how many of them were followed by a rise
   */
  public record Bins(List<Double> edges, List<Long> counts, List<Long> ups) {}

  private static final ObjectReader READER = StrictJson.mapper().build().readerFor(Manifest.class);

  /**
   * Reads and checks a manifest.
   *
   * @throws ModelRejectedException naming every field that is wrong
   */
  public static Manifest parse(byte[] json) throws ModelRejectedException {
    Manifest manifest;
    try {
      manifest = READER.readValue(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new ModelRejectedException(FILE + ": " + place(e) + e.getOriginalMessage(), e);
    }
    List<String> violations = new ManifestCheck(manifest).violations();
    if (!violations.isEmpty()) {
      throw new ModelRejectedException(FILE + ": " + String.join("; ", violations));
    }
    return manifest;
  }

  /** Whether the artefact has the model as prefix and step, too. */
  boolean hasPrefixForm() {
    return files.containsKey(ArtefactFiles.PREFIX);
  }

  /** Feature names in the model's order. */
  public List<String> featureNames() {
    return features.stream().map(Feature::name).toList();
  }

  /** What the stages need to know. */
  public ModelMetadata metadata() {
    return new ModelMetadata(
        new ModelVersion(id, version),
        files.getOrDefault(ArtefactFiles.MODEL, ""),
        featureSetHash,
        new ModelTiming(
            Trigger.valueOf(trigger.toUpperCase(Locale.ROOT)),
            BarLength.micros(bar),
            windowBars,
            horizonBars),
        new TrainingPeriod(micros(training.from()), micros(training.to())),
        new ScoreCalibration(
            doubles(strengthQuantiles),
            doubles(bins.edges()),
            longs(bins.counts()),
            longs(bins.ups())));
  }

  private static long micros(String instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
  }

  private static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }

  /** The field, where the parser knows it, or the line. */
  private static String place(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return mapping.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "[" + step.getIndex() + "]"
                          : step.getFieldName())
              .collect(Collectors.joining("."))
          + ": ";
    }
    return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
  }
}
