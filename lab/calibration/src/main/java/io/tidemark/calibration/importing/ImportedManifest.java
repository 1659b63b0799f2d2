package io.tidemark.calibration.importing;

import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.Task;
import io.tidemark.models.DriftSealing;
import io.tidemark.models.Manifest;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The manifest of a model that was imported: what was measured, and where it comes from. */
final class ImportedManifest {

  private static final int PERCENTILES = 100;
  private static final int BINS = 10;

  private static final String PERIODS =
      "Imported: the periods say how the rows were split here, not what the model was trained on."
          + " Its figures flatter as far as it has seen the test period.";

  private static final Manifest.Bins NO_BINS =
      new Manifest.Bins(List.of(), List.of(0L), List.of(0L));

  private final ImportOrder order;
  private final CheckedModel model;
  private final AnswerForm form;
  private final ExportedHistory history;
  private final TimeSplit split;
  private final AnsweredRows answers;

  ImportedManifest(
      ImportOrder order,
      CheckedModel model,
      AnswerForm form,
      ExportedHistory history,
      TimeSplit split,
      AnsweredRows answers) {
    this.order = order;
    this.model = model;
    this.form = form;
    this.history = history;
    this.split = split;
    this.answers = answers;
  }

  /**
   * All but the hashes of the files.
   *
   * @param plan what was done to the graph
   */
  Manifest of(List<String> plan) throws IOException {
    ExportHead head = history.head();
    Manifest.Origin origin =
        new Manifest.Origin(
            String.valueOf(order.file().getFileName()),
            DriftSealing.sha256(model.original()),
            plan);
    return new Manifest(
        order.id(),
        String.valueOf(order.version()),
        new Manifest.Graph(
            model.model().opset(),
            model.model().input(),
            model.model().output(),
            form.task().toString(),
            outputs(),
            origin),
        new Manifest.Bars(
            BarLength.text(head.bar()), model.window(), head.trigger(), head.horizonBars()),
        features(),
        data(),
        evaluation(),
        Map.of());
  }

  private List<Manifest.Output> outputs() {
    if (form.task() == Task.DIRECTION) {
      return List.of(); // as every manifest of a direction has it
    }
    return form.outputs().stream()
        .map(output -> new Manifest.Output(output.name(), output.role().toString(), output.level()))
        .toList();
  }

  private Manifest.FeatureList features() {
    return new Manifest.FeatureList(
        history.features().stream().map(name -> new Manifest.Feature(name, drift(name))).toList(),
        FeatureSet.hash(history.features(), history.head().bar()));
  }

  /** What the drift of a feature may do unless a manifest says otherwise. */
  private static String drift(String feature) {
    String name = feature.split("[(@]", 2)[0];
    return FeatureCatalog.functions().stream()
        .filter(function -> function.name().equals(name))
        .map(FeatureFunction::drift)
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElseThrow();
  }

  private Manifest.TrainingData data() throws IOException {
    List<Manifest.Source> sources = new ArrayList<>();
    TreeMap<String, List<ExportHead>> heads = new TreeMap<>();
    for (ExportSeries series : history.series()) {
      ExportHead head = series.head;
      heads.computeIfAbsent(series.instrument(), any -> new ArrayList<>()).add(head);
      sources.add(
          new Manifest.Source(
              head.name(), DriftSealing.sha256(Files.readAllBytes(head.path())), head.rows()));
    }
    List<Manifest.FeedRuns> runs = new ArrayList<>();
    heads.forEach(
        (instrument, files) -> {
          if (files.stream().allMatch(ExportHead::saysRuns)) {
            runs.add(runs(instrument, files));
          }
        });
    return new Manifest.TrainingData(
        List.copyOf(heads.keySet()),
        split.period(Part.TRAINING),
        split.period(Part.VALIDATION),
        split.period(Part.TEST),
        sources,
        order.servedOn().isEmpty() ? ModelInstruments.ofBases(heads.keySet()) : order.servedOn(),
        runs);
  }

  private Manifest.FeedRuns runs(String instrument, List<ExportHead> files) {
    long end = split.end(Part.TRAINING);
    return new Manifest.FeedRuns(
        instrument,
        longest(files, "unchanged_closes", end),
        longest(files, "bars_without_volume", end),
        longest(files, "book_unmoved", end));
  }

  private static long longest(List<ExportHead> files, String kind, long end) {
    return files.stream().mapToLong(file -> file.longestRun(kind, end)).max().orElseThrow();
  }

  private Manifest.Evaluation evaluation() {
    double[] far =
        Arrays.stream(form.hasScore() ? answers.of(Part.VALIDATION) : new int[0])
            .mapToDouble(row -> answers.prediction(row).conviction())
            .sorted()
            .toArray();
    List<Double> quantiles = new ArrayList<>();
    for (int i = 0; i <= PERCENTILES && far.length > 0; i++) {
      quantiles.add(Quantiles.at(far, (double) i / PERCENTILES));
    }
    List<String> notes = new ArrayList<>(List.of(PERIODS));
    notes.addAll(Abstentions.notes(answers));
    if (form.task() != Task.DIRECTION) {
      return new Manifest.Evaluation(null, quantiles, NO_BINS, notes);
    }
    Manifest.Metrics metrics = metrics();
    notes.add(WorthText.plainly(metrics.test()));
    return new Manifest.Evaluation(metrics, quantiles, bins(), notes);
  }

  private Manifest.Metrics metrics() {
    int bars = split.blockBars(history.head());
    long block = bars * history.head().bar();
    double rises =
        Arrays.stream(answers.of(Part.TRAINING))
            .mapToDouble(row -> answers.of(row).forwardReturn(answers.rowOf(row)) > 0 ? 1 : 0)
            .average()
            .orElse(0.5);
    return new Manifest.Metrics(
        bars,
        DirectionMetrics.of(answers, answers.of(Part.TRAINING), block, rises),
        DirectionMetrics.of(answers, answers.of(Part.VALIDATION), block, rises),
        DirectionMetrics.of(answers, answers.of(Part.TEST), block, rises));
  }

  /** What scores have meant where outcomes do not overlap. */
  private Manifest.Bins bins() {
    long bar = history.head().bar();
    int[] rows =
        Arrays.stream(answers.closes(Part.VALIDATION))
            .filter(
                row ->
                    Math.floorMod(
                            Math.floorDiv(answers.time(row), bar), history.head().horizonBars())
                        == 0)
            .toArray();
    double[] scores =
        Arrays.stream(rows).mapToDouble(row -> answers.prediction(row).score()).sorted().toArray();
    List<Double> edges = new ArrayList<>();
    for (int i = 1; i < BINS && scores.length > 0; i++) {
      double edge = Quantiles.at(scores, (double) i / BINS);
      if (edges.isEmpty() || edge > edges.get(edges.size() - 1)) {
        edges.add(edge);
      }
    }
    long[] counts = new long[edges.size() + 1];
    long[] ups = new long[edges.size() + 1];
    for (int row : rows) {
      double score = answers.prediction(row).score();
      int bin = (int) edges.stream().filter(edge -> edge <= score).count();
      counts[bin]++;
      ups[bin] += answers.of(row).forwardReturn(answers.rowOf(row)) > 0 ? 1 : 0;
    }
    return new Manifest.Bins(
        edges, Arrays.stream(counts).boxed().toList(), Arrays.stream(ups).boxed().toList());
  }
}
