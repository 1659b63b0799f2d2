package io.tidemark.calibration.importing;

import io.tidemark.calibration.CalibrationPlan;
import io.tidemark.calibration.artefact.ArtefactCalibration;
import io.tidemark.core.drift.DriftOptions;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Task;
import io.tidemark.models.ArtefactDraft;
import io.tidemark.models.ArtefactFiles;
import io.tidemark.models.Manifest;
import io.tidemark.models.MeasuredWorth;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.Sealing;
import io.tidemark.models.card.ModelCard;
import io.tidemark.models.importing.GraphProblem;
import io.tidemark.models.importing.ImportCheck;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import io.tidemark.models.importing.NamedOutputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes a served artefact of another framework's file and a training export: the graph is rewritten
 * and proved equal, answers every row, and what an artefact needs is computed of the answers. The
 * result is a draft, calibrated and then sealed as every other one.
 */
public final class ModelImport {

  private static final int THREADS = 2;
  private static final double BUDGET = 100_000;

  private final ImportOrder order;
  private final Consumer<String> say;

  private ModelImport(ImportOrder order, Consumer<String> say) {
    this.order = order;
    this.say = say;
  }

  /**
   * Imports.
   *
   * @param say takes lines for people
   * @throws ImportRefusedException with all reasons that are known by then; nothing is left behind
   * @throws ModelRejectedException if what was made of it may not serve
   */
  public static void write(ImportOrder order, Consumer<String> say)
      throws ModelRejectedException, IOException {
    if (Files.exists(order.out())) {
      throw new ImportRefusedException(
          order.out() + " exists, and an artefact never changes: choose another --version");
    }
    new ModelImport(order, say).write();
  }

  private static AnswerForm form(CheckedModel model, ImportOrder order) {
    List<String> violations =
        NamedOutputs.violations(model, order.request().task(), order.outputs());
    if (!violations.isEmpty()) {
      throw new ImportRefusedException(violations);
    }
    return NamedOutputs.form(model, order.request().task(), order.outputs());
  }

  private void write() throws ModelRejectedException, IOException {
    ImportCheck check = ImportCheck.of(order.file(), order.request());
    CheckedModel model = check.imported();
    if (model == null) {
      throw new ImportRefusedException(
          check.problems().stream().map(GraphProblem::toString).toList());
    }
    check.plan().forEach(say);
    AnswerForm form = form(model, order);
    List<Path> exports = order.rows().source().exports(model.features());
    ExportedHistory history = ExportedHistory.read(exports, model.features());
    TimeSplit split = TimeSplit.of(history, order.rows().shares());
    AnsweredRows answers = AnsweredRows.of(history, split, model, form);
    long block = split.blockBars(history.head()) * history.head().bar();
    List<String> reasons = Contradictions.of(history, model, form, answers, block);
    if (!reasons.isEmpty()) {
      throw new ImportRefusedException(reasons);
    }
    Path expected = order.rows().expected();
    if (expected != null) {
      say.accept(ExpectedAnswers.hold(expected, history, answers, form.width()));
    }
    Manifest manifest =
        new ImportedManifest(order, model, form, history, split, answers).of(check.plan());
    Abstentions.notes(answers).forEach(say);
    WorthText.lines(manifest, form, answers, block).forEach(say);
    requireOwn(manifest);
    say.accept(
        "%,d rows answered, %.1f µs of one core each"
            .formatted(answers.count(), answers.microsEach()));
    write(manifest, files(model, form, history, answers), exports);
  }

  /** Before the drift gate is calibrated, which takes the longest. */
  private static void requireOwn(Manifest manifest) {
    Manifest.Metrics metrics = manifest.evaluation().metrics();
    List<String> reasons = metrics == null ? List.of() : MeasuredWorth.violations(metrics);
    if (!reasons.isEmpty()) {
      throw new ImportRefusedException(reasons);
    }
  }

  private void write(Manifest manifest, Map<String, byte[]> files, List<Path> exports)
      throws ModelRejectedException, IOException {
    Path folder = Files.createTempDirectory("tidemark-import");
    try {
      Path draft = Files.createDirectory(folder.resolve(order.id() + "-" + order.version()));
      ArtefactDraft.write(draft, manifest, files);
      calibrate(draft, exports);
      Sealing.of(draft, order.out());
      ModelCard.write(order.out());
    } finally {
      remove(folder);
    }
    say.accept("Wrote " + order.out() + "; its card.md says what is known of it and what is not.");
  }

  private static Map<String, byte[]> files(
      CheckedModel model, AnswerForm form, ExportedHistory history, AnsweredRows answers) {
    List<String> names =
        form.task() == Task.DIRECTION
            ? List.of(model.model().output().name())
            : form.outputs().stream().map(ModelOutput::name).toList();
    ArtefactTables tables = new ArtefactTables(answers, model.window(), names, form.hasScore());
    Map<String, byte[]> files = new TreeMap<>();
    files.put(ArtefactFiles.MODEL, model.model().bytes());
    files.put(ArtefactFiles.ORIGINAL, model.original());
    files.put(ArtefactFiles.BASELINE, tables.baseline(history.features()));
    files.put(ArtefactFiles.GOLDEN, tables.golden(history.features()));
    return files;
  }

  /** An export that is too short for thresholds is no reason to serve nothing. */
  private void calibrate(Path draft, List<Path> exports)
      throws ModelRejectedException, IOException {
    int window = DriftOptions.defaults().window();
    try {
      ArtefactCalibration.write(
          draft,
          exports,
          reference ->
              new CalibrationPlan(
                  new CalibrationPlan.Gate(
                      window,
                      window / CalibrationPlan.SHORTER,
                      DriftOptions.defaults().persistence()),
                  new CalibrationPlan.Draws(reference, CalibrationPlan.FEWEST_REFERENCES, 0, 1),
                  BUDGET,
                  THREADS),
          line -> {});
      say.accept("Calibrated: drift.json has the thresholds of its drift gate.");
    } catch (IllegalArgumentException e) {
      say.accept(
          "Not calibrated, so that its drift gate has two fixed thresholds and no known rate of"
              + " false alarms: "
              + e.getMessage()
              + ".");
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
