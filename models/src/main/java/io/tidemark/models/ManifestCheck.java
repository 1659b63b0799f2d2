package io.tidemark.models;

import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.market.FeedRun;
import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelInstruments;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Task;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Collects all that is wrong with a manifest in itself, each with its field. */
final class ManifestCheck {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Set<String> TRIGGERS = Set.of("bar", "every");
  private static final Set<String> ROLES = Set.of("pause", "alert", "ignore");

  private static final List<String> TASKS = names(Task.values());
  private static final List<String> ROLES_OF_OUTPUTS = names(ModelOutput.Role.values());

  /** Every instrument's state holds a window. */
  private static final int MAX_WINDOW_BARS = 512;

  private final Manifest manifest;
  private final List<String> violations = new ArrayList<>();

  ManifestCheck(Manifest manifest) {
    this.manifest = manifest;
  }

  List<String> violations() {
    identity();
    bars();
    features();
    answers();
    tensors();
    period("training", manifest.data().training());
    period("validation", manifest.data().validation());
    period("test", manifest.data().test());
    ModelInstruments.violations(manifest.data().servedOn())
        .forEach(violation -> violations.add("servedOn: expected " + violation));
    feedRuns();
    strength();
    bins();
    files();
    return violations;
  }

  private void identity() {
    expect(
        ModelRef.isId(manifest.id()),
        "id",
        "1 to 64 small letters, digits and hyphens",
        manifest.id());
    expect(
        ModelRef.isVersion(manifest.version()),
        "version",
        "a number from 1 to 999999999",
        manifest.version());
  }

  private void bars() {
    Manifest.Bars bars = manifest.bars();
    expect(barIsSound(), "bar", "a length in its shortest form, such as 1h", bars.length());
    expect(TRIGGERS.contains(bars.trigger()), "trigger", "bar or every", bars.trigger());
    expect(bars.horizon() >= 1, "horizonBars", "at least 1", bars.horizon());
    expect(
        bars.window() >= 1 && bars.window() <= MAX_WINDOW_BARS,
        "windowBars",
        "1 to " + MAX_WINDOW_BARS,
        bars.window());
  }

  private void features() {
    List<String> names = manifest.featureNames();
    expect(!names.isEmpty(), "features", "at least one", "none");
    expect(new HashSet<>(names).size() == names.size(), "features", "distinct names", names);
    for (Manifest.Feature feature : manifest.features().list()) {
      expect(
          ROLES.contains(feature.drift()),
          "features: " + feature.name() + ": drift",
          "pause, alert or ignore",
          feature.drift());
    }
    if (!barIsSound()) {
      return; // without it there is no hash to expect
    }
    String bar = manifest.bars().length();
    String hash = FeatureSet.hash(names, BarLength.micros(bar));
    expect(
        hash.equals(manifest.features().hash()),
        "featureSetHash",
        hash + " (of bar " + bar + " and these features in this order)",
        manifest.features().hash());
  }

  /** The hash is over the shortest form, so another one would not be the manifest's own. */
  private boolean barIsSound() {
    try {
      String length = manifest.bars().length();
      return BarLength.text(BarLength.micros(length)).equals(length);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void answers() {
    String task = manifest.graph().task();
    expect(TASKS.contains(task), "task", "one of " + TASKS, task);
    boolean known = TASKS.contains(task);
    List<ModelOutput> outputs = new ArrayList<>();
    for (Manifest.Output output : manifest.graph().outputs()) {
      String field = "outputs: " + output.name() + ": role";
      known &= ROLES_OF_OUTPUTS.contains(output.role());
      expect(
          ROLES_OF_OUTPUTS.contains(output.role()),
          field,
          "one of " + ROLES_OF_OUTPUTS,
          output.role());
      if (known) {
        outputs.add(output.output());
      }
    }
    if (known && !(outputs.isEmpty() && task.equals(Manifest.DIRECTION))) {
      AnswerForm.violations(Task.valueOf(task.toUpperCase(Locale.ROOT)), outputs)
          .forEach(violation -> violations.add("outputs: " + violation));
    }
  }

  /** How many numbers an answer has; a direction need not say it. */
  private long width() {
    return Math.max(1, manifest.graph().outputs().size());
  }

  private void tensors() {
    long features = manifest.features().list().size();
    long bars = manifest.bars().window();
    shape(
        "input.shape",
        bars == 1 ? List.of(-1L, features) : List.of(-1L, bars, features),
        manifest.graph().input());
    List<Long> wide = List.of(-1L, width());
    boolean flat = width() == 1 && manifest.graph().output().shape().equals(List.of(-1L));
    expect(
        flat || manifest.graph().output().shape().equals(wide),
        "output.shape",
        width() == 1 ? List.of(-1L) + " or " + wide : wide.toString(),
        manifest.graph().output().shape());
  }

  private void shape(String field, List<Long> expected, Manifest.Tensor tensor) {
    expect(expected.equals(tensor.shape()), field, expected.toString(), tensor.shape());
  }

  private void period(String field, Manifest.Period period) {
    try {
      boolean rises = Instant.parse(period.from()).isBefore(Instant.parse(period.to()));
      expect(rises, field, "from before to", period);
    } catch (DateTimeParseException e) {
      expect(false, field, "instants such as 2023-01-01T00:00:00Z", period);
    }
  }

  private void feedRuns() {
    Set<String> named = new HashSet<>();
    for (Manifest.FeedRuns runs : manifest.data().feedRuns()) {
      String field = "feedRuns: " + runs.instrument();
      expect(named.add(runs.instrument()), field, "once", "again");
      boolean trained = manifest.data().instruments().contains(runs.instrument());
      expect(trained, field, "one of instruments", manifest.data().instruments());
      run(field + ": unchangedCloses", runs.unchangedCloses());
      run(field + ": barsWithoutVolume", runs.barsWithoutVolume());
      run(field + ": bookUnmovedMicros", runs.bookUnmovedMicros());
    }
  }

  private void run(String field, long length) {
    expect(length >= FeedRun.NEVER, field, "0 or more, or -1 if there was none", length);
  }

  private void strength() {
    List<Double> quantiles = manifest.evaluation().strengthQuantiles();
    String task = manifest.graph().task();
    int size = task.equals("regime") ? 0 : 101;
    expect(quantiles.size() == size, "strengthQuantiles", size + " numbers", quantiles.size());
    double most =
        task.equals(Manifest.DIRECTION) ? 0.5 : task.equals("classes") ? 1 : Double.MAX_VALUE;
    boolean sound = quantiles.stream().allMatch(q -> q >= 0 && q <= most);
    for (int i = 1; i < quantiles.size(); i++) {
      sound &= quantiles.get(i) >= quantiles.get(i - 1);
    }
    expect(
        sound,
        "strengthQuantiles",
        "numbers within 0 and " + most + " that do not fall",
        quantiles);
  }

  private void bins() {
    Manifest.Bins bins = manifest.evaluation().bins();
    if (!manifest.graph().task().equals(Manifest.DIRECTION)) {
      expect(bins.edges().isEmpty(), "bins", "none of another task than direction", bins);
    }
    int size = bins.edges().size() + 1;
    if (bins.counts().size() != size || bins.ups().size() != size) {
      expect(false, "bins", size + " counts and ups, one more than edges", bins);
      return;
    }
    boolean sound = bins.edges().stream().allMatch(edge -> edge >= 0 && edge <= 1);
    for (int i = 0; i < size; i++) {
      sound &= i < 2 || bins.edges().get(i - 1) > bins.edges().get(i - 2);
      sound &= bins.ups().get(i) >= 0 && bins.ups().get(i) <= bins.counts().get(i);
    }
    expect(sound, "bins", "rising edges within 0 and 1, and ups within 0 and counts", bins);
  }

  private void files() {
    Set<String> needed = Set.of(ArtefactFiles.MODEL, ArtefactFiles.BASELINE, ArtefactFiles.GOLDEN);
    Set<String> form = Set.of(ArtefactFiles.PREFIX, ArtefactFiles.STEP);
    Set<String> found = new HashSet<>(manifest.files().keySet());
    if (manifest.bars().window() > 1 && found.containsAll(form)) {
      found.removeAll(form);
    }
    found.removeAll(ArtefactFiles.ADDED);
    Manifest.Origin origin = manifest.graph().origin();
    if (origin != null) {
      String kept = manifest.files().getOrDefault(ArtefactFiles.ORIGINAL, "none");
      expect(kept.equals(origin.sha256()), "origin: sha256", kept, origin.sha256());
      found.remove(ArtefactFiles.ORIGINAL);
    }
    expect(
        found.equals(needed),
        "files",
        "exactly "
            + needed.stream().sorted().toList()
            + ", and of a model of several bars both of "
            + form.stream().sorted().toList()
            + " or none; "
            + String.join(", ", ArtefactFiles.ADDED.stream().sorted().toList())
            + " may be there, and with origin "
            + ArtefactFiles.ORIGINAL,
        manifest.files().keySet().stream().sorted().toList());
    manifest.files().forEach((name, hash) -> matches("files: " + name, SHA256, hash));
  }

  private static List<String> names(Enum<?>[] constants) {
    return Stream.of(constants).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  private void matches(String field, Pattern pattern, String value) {
    expect(pattern.matcher(value).matches(), field, "the form " + pattern, value);
  }

  private void expect(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      violations.add(field + ": expected " + expected + ", found " + found);
    }
  }
}
