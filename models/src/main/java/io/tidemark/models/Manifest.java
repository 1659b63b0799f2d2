package io.tidemark.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.core.fact.ModelVersion;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.LongestRuns;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelTiming;
import io.tidemark.core.score.ScoreCalibration;
import io.tidemark.core.score.Task;
import io.tidemark.core.score.TrainingPeriod;
import io.tidemark.core.score.Trigger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code manifest.json}: what the model expects, where it comes from and what it is worth. The file
 * is flat: every field of {@link #ofFields} must be there and none besides. {@code feedRuns},
 * {@code servedOn}, {@code task} and {@code outputs} may be missing, as they are in artefacts made
 * before there were any: a model of direction. {@code origin} is there only if the model was
 * imported. What only a direction has may be missing from a model of another task: {@code metrics}
 * and {@code bins}, and of a regime {@code strengthQuantiles}.
 *
 * @param id such as {@code btc-linear}
 * @param version counts up from 1
 * @param graph what the ONNX file takes and answers
 * @param bars of which bars it is asked, and of which it speaks
 * @param features in the order of the input
 * @param data what it was trained and tested on
 * @param evaluation what it is worth
 * @param files SHA-256 of every other file of the artefact, by name
 */
public record Manifest(
    String id,
    String version,
    Graph graph,
    Bars bars,
    FeatureList features,
    TrainingData data,
    Evaluation evaluation,
    Map<String, String> files) {

  /** The manifest's own name. */
  public static final String FILE = "manifest.json";

  /**
   * What the ONNX file takes and answers.
   *
   * @param opset of its standard operators
   * @param input the feature tensor: [-1, F], or [-1, window, F] where that is more than 1, oldest
   *     bar first
   * @param output its answers: [-1, K], or [-1] of one number
   * @param task what it predicts, in small letters: one of {@link Task}
   * @param outputs what its K numbers are; none for the one of a direction
   * @param origin the file of which it was made; null if it was trained in this form
   */
  public record Graph(
      int opset,
      Tensor input,
      Tensor output,
      String task,
      List<Output> outputs,
      @Nullable Origin origin) {

    /** What its answers mean. */
    public AnswerForm form() {
      return outputs.isEmpty() && task.equals(DIRECTION)
          ? AnswerForm.DIRECTION
          : AnswerForm.of(
              Task.valueOf(constant(task)), outputs.stream().map(Output::output).toList());
    }
  }

  /**
   * The file of another framework of which a graph was made; the artefact has it as {@code
   * original.onnx}.
   *
   * @param file its name where it was imported
   * @param sha256 of the file
   * @param rewrites what was done to it, in this order, for people
   */
  public record Origin(String file, String sha256, List<String> rewrites) {}

  /**
   * One number of an answer.
   *
   * @param name by which signals call it
   * @param role what it is, in small letters: one of {@link ModelOutput.Role}
   * @param level of a quantile; may be missing, and is 0, for any other
   */
  public record Output(String name, String role, double level) {

    ModelOutput output() {
      return new ModelOutput(name, ModelOutput.Role.valueOf(constant(role)), level);
    }
  }

  /**
   * A tensor of the graph.
   *
   * @param name in the graph
   * @param shape -1 stands for the batch
   */
  public record Tensor(String name, List<Long> shape) {}

  /**
   * The bars of which the model is asked, and how far ahead it predicts.
   *
   * @param length of a bar, such as {@code 1h}
   * @param window how many bars of features one scoring takes; 1 unless it is a sequence model
   * @param trigger {@code bar} or {@code every}: upon what it was trained and may be scored
   * @param horizon how many bars ahead it predicts
   */
  public record Bars(String length, int window, String trigger, int horizon) {}

  /**
   * The features of one bar.
   *
   * @param list in the order of the input
   * @param hash see {@link FeatureSet#hash()}
   */
  public record FeatureList(List<Feature> list, String hash) {}

  /**
   * A feature.
   *
   * @param name with its parameters, such as {@code rsi(14)}
   * @param drift what its drift may do: {@code pause}, {@code alert} or {@code ignore}
   */
  public record Feature(String name, String drift) {}

  /**
   * What the model was trained and tested on.
   *
   * @param instruments it was trained on
   * @param training the period it has seen
   * @param validation the period that gave the quantiles and bins of the {@link Evaluation}
   * @param test the period that gave its honest metrics
   * @param exports the feature exports
   * @param servedOn the instruments that it may be scored on, with {@code *} for any characters;
   *     empty where the manifest does not say it, and then they are those of the same bases as
   *     {@code instruments}
   * @param feedRuns how long the instruments' feeds stood still at most in the training period; of
   *     an instrument that is not named nothing is known
   */
  public record TrainingData(
      List<String> instruments,
      Period training,
      Period validation,
      Period test,
      List<Source> exports,
      List<String> servedOn,
      List<FeedRuns> feedRuns) {

    private ModelInstruments served() {
      return new ModelInstruments(
          servedOn.isEmpty() ? ModelInstruments.ofBases(instruments) : servedOn, runs());
    }

    private Map<String, LongestRuns> runs() {
      return feedRuns.stream()
          .collect(Collectors.toUnmodifiableMap(FeedRuns::instrument, FeedRuns::runs));
    }
  }

  /**
   * A period of event time.
   *
   * @param from ISO instant
   * @param to ISO instant, exclusive
   */
  public record Period(String from, String to) {}

  /**
   * The longest runs of an instrument's feed, as the rule {@code STALE_VALUES} counts them; -1
   * where there was no such thing: no volume in any bar, no order book.
   *
   * @param instrument whose feed it is
   * @param unchangedCloses closed bars in a row with the close of the bar before
   * @param barsWithoutVolume closed bars in a row in which nothing was traded
   * @param bookUnmovedMicros for how long the book's best prices and sizes stood, µs
   */
  public record FeedRuns(
      String instrument, long unchangedCloses, long barsWithoutVolume, long bookUnmovedMicros) {

    private LongestRuns runs() {
      return new LongestRuns(unchangedCloses, barsWithoutVolume, bookUnmovedMicros);
    }
  }

  /**
   * A feature export.
   *
   * @param export file name
   * @param sha256 of the uncompressed text
   * @param rows in it
   */
  public record Source(String export, String sha256, long rows) {}

  /**
   * What the model is worth.
   *
   * @param metrics of the three periods; null of a model of another task than direction
   * @param strengthQuantiles the 101 percentiles on validation of how far the answers' scores are
   *     from what says nothing, of a direction |p - 0.5|; none of a regime
   * @param bins what scores have meant on validation
   * @param notes limits, for people
   */
  public record Evaluation(
      @Nullable Metrics metrics, List<Double> strengthQuantiles, Bins bins, List<String> notes) {

    private ScoreCalibration calibration() {
      return new ScoreCalibration(
          doubles(strengthQuantiles),
          doubles(bins.edges()),
          longs(bins.counts()),
          longs(bins.ups()));
    }
  }

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
   * Validation scores in bins; outcomes do not overlap. The counts may be effective ones: divided,
   * so that the interval that follows from them holds for a later period, too. The notes say so.
   *
   * @param edges inner edges, rising; a score on an edge belongs to the bin above
   * @param counts scores in each bin, one more than edges; 0 where nothing is said
   * @param ups how many of them were followed by a rise
   */
  public record Bins(List<Double> edges, List<Long> counts, List<Long> ups) {}

  /** The task of a manifest that says none. */
  static final String DIRECTION = "direction";

  static final String FEED_RUNS = "feedRuns";
  static final String SERVED_ON = "servedOn";
  static final String TASK = "task";
  static final String OUTPUTS = "outputs";
  static final String STRENGTH_QUANTILES = "strengthQuantiles";
  static final String BINS = "bins";
  static final String METRICS = "metrics";
  static final String ORIGIN = "origin";

  /**
   * The fields of the file, in its order. Only the JSON parser calls it, by their names: the file's
   * form is for ever, so it stays flat.
   */
  @JsonCreator
  static Manifest ofFields(
      @JsonProperty("id") String id,
      @JsonProperty("version") String version,
      @JsonProperty("opset") int opset,
      @JsonProperty("input") Tensor input,
      @JsonProperty("output") Tensor output,
      @JsonProperty(TASK) String task,
      @JsonProperty(OUTPUTS) List<Output> outputs,
      @JsonProperty("bar") String bar,
      @JsonProperty("windowBars") int windowBars,
      @JsonProperty("trigger") String trigger,
      @JsonProperty("horizonBars") int horizonBars,
      @JsonProperty("features") List<Feature> features,
      @JsonProperty("featureSetHash") String featureSetHash,
      @JsonProperty("instruments") List<String> instruments,
      @JsonProperty("training") Period training,
      @JsonProperty("validation") Period validation,
      @JsonProperty("test") Period test,
      @JsonProperty("trainedOn") List<Source> trainedOn,
      @JsonProperty(SERVED_ON) List<String> servedOn,
      @JsonProperty(FEED_RUNS) List<FeedRuns> feedRuns,
      @JsonProperty(STRENGTH_QUANTILES) List<Double> strengthQuantiles,
      @JsonProperty(BINS) Bins bins,
      @JsonProperty("files") Map<String, String> files,
      @JsonProperty("notes") List<String> notes) {
    return new Manifest(
        id,
        version,
        new Graph(opset, input, output, task, outputs, null),
        new Bars(bar, windowBars, trigger, horizonBars),
        new FeatureList(features, featureSetHash),
        new TrainingData(instruments, training, validation, test, trainedOn, servedOn, feedRuns),
        new Evaluation(null, strengthQuantiles, bins, notes),
        files);
  }

  /**
   * Reads and checks a manifest.
   *
   * @throws ModelRejectedException naming every field that is wrong
   */
  public static Manifest parse(byte[] json) throws ModelRejectedException {
    return ManifestReader.read(json);
  }

  /** The same, with what was measured. */
  Manifest with(Metrics metrics) {
    Evaluation measured =
        new Evaluation(
            metrics, evaluation.strengthQuantiles(), evaluation.bins(), evaluation.notes());
    return new Manifest(id, version, graph, bars, features, data, measured, files);
  }

  /** The same, made of another framework's file. */
  Manifest with(Origin origin) {
    Graph imported =
        new Graph(
            graph.opset(), graph.input(), graph.output(), graph.task(), graph.outputs(), origin);
    return new Manifest(id, version, imported, bars, features, data, evaluation, files);
  }

  /** The same, of these files: SHA-256 by name. */
  Manifest of(Map<String, String> hashes) {
    return new Manifest(id, version, graph, bars, features, data, evaluation, hashes);
  }

  /** Whether the artefact has the model as prefix and step, too. */
  boolean hasPrefixForm() {
    return files.containsKey(ArtefactFiles.PREFIX);
  }

  /** Feature names in the model's order. */
  public List<String> featureNames() {
    return features.list().stream().map(Feature::name).toList();
  }

  /** What the stages need to know. */
  public ModelMetadata metadata() {
    return new ModelMetadata(
        new ModelVersion(id, version),
        files.getOrDefault(ArtefactFiles.MODEL, ""),
        features.hash(),
        graph.form(),
        new ModelTiming(
            Trigger.valueOf(bars.trigger().toUpperCase(Locale.ROOT)),
            BarLength.micros(bars.length()),
            bars.window(),
            bars.horizon()),
        new TrainingPeriod(micros(data.training().from()), micros(data.training().to())),
        evaluation.calibration(),
        data.served());
  }

  /** An enum's constant as it is written in Java. */
  private static String constant(String text) {
    return text.toUpperCase(Locale.ROOT);
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
}
