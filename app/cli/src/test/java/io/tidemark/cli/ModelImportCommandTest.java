package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.dataset.SimulatedLog;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.Stages;
import io.tidemark.models.DriftSealing;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.simulator.Scenario;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelImportCommandTest {

  private static final String FEATURES = "log_return, rsi(14), macd(12,26,9)";
  private static final List<String> INSTRUMENTS =
      List.of("BTC-USDT@sim", "ETH-USDT@sim", "SOL-USDT-PERP@sim");
  private static final Path MODELS =
      Path.of(System.getProperty("tidemark.root", ".."), "models/src/test/resources/artifacts");

  @TempDir static Path temporary;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @BeforeAll
  static void twoSimulatedDays() {
    ModelImportCommandTest export = new ModelImportCommandTest();
    int code =
        export.run(
            "export --simulate-days 2 --bar 1m --trigger bar --horizon 5 --features",
            FEATURES,
            "--out",
            temporary.resolve("rows").toString());
    assertThat(code).as("%s", export.complained).isZero();
  }

  @Test
  void aBareFileBecomesAnArtefactThatATaskOpens() throws Exception {
    Path file = MODELS.resolve("tiny/1/model.onnx");
    Path artefact = temporary.resolve("mine/1");

    assertThat(imported(file, artefact)).as("%s", complained).isZero();

    try (LoadedModel opened = ModelArtefact.read(artefact).open()) {
      assertThat(opened.ref().name()).isEqualTo("mine/1");
      assertThat(opened.featureNames()).containsExactly("log_return", "rsi(14)", "macd(12,26,9)");
      assertThat(opened.metadata().timing().horizonBars()).isEqualTo(5);
      assertThat(opened.baseline().rows()).isGreaterThan(3_000);
    }
    Manifest manifest = Manifest.parse(Files.readAllBytes(artefact.resolve(Manifest.FILE)));
    Manifest.Origin origin = Objects.requireNonNull(manifest.graph().origin());
    assertThat(origin.file()).isEqualTo("model.onnx");
    assertThat(Files.readAllBytes(artefact.resolve("original.onnx")))
        .isEqualTo(Files.readAllBytes(file));
    assertThat(origin.sha256()).isEqualTo(DriftSealing.sha256(Files.readAllBytes(file)));
    assertThat(manifest.data().training().to()).isEqualTo(manifest.data().validation().from());
    assertThat(said.toString())
        .contains("| test ", "In the test part ", "Not calibrated", "Wrote ");
  }

  @Test
  void itServesTheBasesOfItsExportUnlessSomebodySaysWhich() throws Exception {
    Path file = MODELS.resolve("tiny/1/model.onnx");

    assertThat(imported(file, temporary.resolve("bases/1"))).isZero();
    assertThat(imported(file, temporary.resolve("one/1"), "--served-on", "BTC-*@*, ETH-USDT@okx"))
        .isZero();
    assertThat(imported(file, temporary.resolve("wrong/1"), "--served-on", "BTC"))
        .isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(servedOn("bases/1")).containsExactly("BTC-*@*", "ETH-*@*", "SOL-*@*");
    assertThat(servedOn("one/1")).containsExactly("BTC-*@*", "ETH-USDT@okx");
    assertThat(complained.toString())
        .contains("--served-on: expected an instrument such as BTC-USDT@binance", "was BTC");
  }

  @Test
  void anEmptyPlaceOrARepeatedOneOfTheInstrumentsServedIsRefused() throws Exception {
    Path file = MODELS.resolve("tiny/1/model.onnx");
    Path artefact = temporary.resolve("places/1");

    for (String list : List.of(",", "BTC-*@*,,ETH-*@*", "BTC-*@*, BTC-*@*,X", "")) {
      assertThat(imported(file, artefact, "--served-on", list))
          .as(list)
          .isEqualTo(Tidemark.CANNOT_GO_ON);
    }

    assertThat(complained.toString())
        .contains("BTC-*@*, was nothing; an instrument such as")
        .contains("was X; each instrument once, was more than once BTC-*@*");
    assertThat(artefact).doesNotExist();
  }

  @Test
  void anExportThatIsCutOffIsRefusedInPlainWords() throws Exception {
    Path rows = Files.createDirectory(temporary.resolve("cut"));
    Path model = MODELS.resolve("tiny/1/model.onnx");
    Path whole = temporary.resolve("rows/BTC-USDT@sim.parquet");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = rows.resolve(whole.getFileName());

    for (int length : List.of(0, 3, bytes.length / 2, bytes.length - 1)) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      int code = imported(model, FEATURES, rows, temporary.resolve("cut-off/1"));
      assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    }
    byte[] holed = bytes.clone();
    Arrays.fill(holed, 4, bytes.length / 2, (byte) 7); // its head stands at its end
    Files.write(cut, holed);
    assertThat(imported(model, FEATURES, rows, temporary.resolve("cut-off/1")))
        .isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(complained.toString())
        .contains("cannot be read as Parquet: check that it is whole, or export it again")
        .doesNotContain("java.", "org.apache", "blue.strategic");
    Files.write(cut, bytes);
    assertThat(imported(model, FEATURES, rows, temporary.resolve("cut-off/1"))).isZero();
  }

  private static List<String> servedOn(String artefact) throws Exception {
    byte[] manifest = Files.readAllBytes(temporary.resolve(artefact).resolve(Manifest.FILE));
    return Manifest.parse(manifest).data().servedOn();
  }

  @Test
  void anExportThatItMakesItselfGivesTheSameArtefactAsOneThatIsThere() throws Exception {
    Path file = MODELS.resolve("tiny/1/model.onnx");
    Path made = temporary.resolve("made/1");

    assertThat(imported(file, temporary.resolve("given/1"))).isZero();
    assertThat(
            run(
                "models import --id mine --simulate-days 2 --horizon 5",
                file.toString(),
                "--features",
                FEATURES,
                "--out",
                made.toString()))
        .as("%s", complained)
        .isZero();

    assertThat(said.toString()).contains("Exported ", " rows, instruments: 3; ");
    for (String each : List.of("baseline.csv", "golden.csv", "model.onnx")) {
      assertThat(made.resolve(each))
          .hasSameBinaryContentAs(temporary.resolve("given/1").resolve(each));
    }
    Manifest manifest = Manifest.parse(Files.readAllBytes(made.resolve(Manifest.FILE)));
    assertThat(manifest.data().exports())
        .extracting(Manifest.Source::export)
        .contains("export/BTC-USDT@sim.parquet");
  }

  @Test
  void aBareFileIsCheckedImportedAndScoresEveryInstrumentOfAnotherSimulation() throws Exception {
    String file =
        LinearOnnx.write(temporary.resolve("chain.onnx"), "Sigmoid", -500, 0, 0).toString();
    Path artefact = temporary.resolve("chain/1");

    assertThat(run("models check", file, "--features", FEATURES)).isZero();
    assertThat(imported(Path.of(file), artefact)).as("%s", complained).isZero();

    Set<String> scored = new TreeSet<>();
    try (LoadedModel model = ModelArtefact.read(artefact).open()) {
      FeatureScoring scoring = Stages.scoring(model, config(artefact));
      SimulatedLog log = new SimulatedLog(Scenario.training(5, 1), 5);
      Map<String, ScoringState> states = new HashMap<>();
      while (log.hasNext() && scored.size() < INSTRUMENTS.size()) { // indicators warm up in an hour
        LogEvent event = log.next();
        ScoringState state = states.computeIfAbsent(event.instrument(), n -> new ScoringState());
        ScoreOutcome outcome = scoring.step(state, event);
        Assessment assessment = outcome.assessment();
        if (assessment != null && assessment.scored()) {
          assertThat(model.scorer().answer(outcome.input())[0]).isBetween(0f, 1f);
          assertThat(model.metadata().instruments().serves(event.instrument())).isTrue();
          scored.add(event.instrument());
        }
      }
    }
    assertThat(scored).containsExactlyElementsOf(INSTRUMENTS);
  }

  private static JobConfig config(Path artefact) {
    return ConfigLoader.load(
        Job.SIGNAL,
        null,
        List.of(
            "instruments=" + String.join(",", INSTRUMENTS),
            "bars.source=trades",
            "model.path=" + artefact,
            "kafka.bootstrap-servers=127.0.0.1:9"),
        Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --simulate-days 2                        | --horizon is missing: say how many bars ahead
          --simulate-days 2 --horizon 0            | the horizon is 0 bars, it must be at least 1
          --simulate-days 999 --horizon 5          | --simulate-days is 999, it must be 1 to 366
          --data none.csv --horizon 5              | none.csv
          --data none.csv --horizon 5 --seed 3     | --seed is of a simulation
          --export rows --horizon 5                | an --export brings its bar, trigger, horizon
          --export rows --simulate-days 2          | mutually exclusive
          --out nowhere                            | --export
          """)
  void whatTheRowsAreMadeOfIsSaidOnceAndWhole(String options, String complaint) {
    String file = MODELS.resolve("tiny/1/model.onnx").toString();

    assertThat(run("models import --id mine " + options, file, "--features", FEATURES)).isNotZero();

    assertThat(complained.toString()).contains(complaint);
  }

  @Test
  void aFileThatCannotBeRewrittenIsRefusedBeforeAnyRowIsMade() {
    String file = MODELS.resolve("broken/loop.onnx").toString();

    assertThat(
            run(
                "models import --id mine --simulate-days 366 --horizon 5 --output y",
                file,
                "--features",
                FEATURES))
        .isNotZero();

    assertThat(complained.toString())
        .contains("It is not imported: operator Loop 'looped' is not served");
    assertThat(said.toString()).doesNotContain("Exported");
  }

  @Test
  void aNameThatNoModelMayHaveIsRefusedBeforeTheFileIsRead() {
    int code =
        run(
            "models import --export nowhere --version 0 --features",
            FEATURES,
            "--id",
            "../Mine",
            temporary.resolve("absent.onnx").toString());

    assertThat(code).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString())
        .startsWith("--id: must be 1 to 64 small letters, digits and hyphens, was ../Mine")
        .contains("--version: must be a number from 1 to 999999999, was 0")
        .doesNotContain("there is no such file");
  }

  @Test
  void aVersionThatIsThereStaysAsItIs() throws Exception {
    Path artefact = Files.createDirectory(temporary.resolve("there"));

    assertThat(imported(MODELS.resolve("tiny/1/model.onnx"), artefact)).isNotZero();

    assertThat(complained.toString()).contains("exists", "choose another --version");
    assertThat(artefact).isEmptyDirectory();
  }

  @Test
  void theFrameworksOwnAnswersAreHeldAgainstOursAndTheWorstRowIsNamed() throws Exception {
    Path file = MODELS.resolve("tiny/1/model.onnx");
    List<String> answers = new ArrayList<>(List.of("row,probability"));
    try (LoadedModel tiny = ModelArtefact.read(MODELS.resolve("tiny/1")).open();
        Stream<Path> files = Files.list(temporary.resolve("rows"))) {
      for (Path path :
          files.filter(each -> each.toString().endsWith(".parquet")).sorted().toList()) {
        for (Map<String, Object> row : ExportedFile.read(path).rows()) {
          float[] vector = new float[3];
          for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Objects.requireNonNull(row.get(tiny.featureNames().get(i)));
          }
          answers.add(answers.size() + "," + tiny.score(vector));
        }
      }
    }
    Path same = Files.write(temporary.resolve("same.csv"), answers);
    answers.set(8, "7,0.999");
    Path other = Files.write(temporary.resolve("other.csv"), answers);
    answers.remove(7);
    Path shorter = Files.write(temporary.resolve("shorter.csv"), answers);

    assertThat(imported(file, temporary.resolve("same/1"), "--expected", same.toString())).isZero();
    assertThat(imported(file, temporary.resolve("other/1"), "--expected", other.toString()))
        .isNotZero();
    assertThat(imported(file, temporary.resolve("shorter/1"), "--expected", shorter.toString()))
        .isNotZero();

    assertThat(said.toString()).contains("As the framework: ");
    assertThat(complained.toString())
        .contains("differs by more than 1e-05 in 1 of ", "line 9 (BTC-USDT@sim at ")
        .contains("the framework answers 0.999", "must have a line for each of the ");
    assertThat(temporary.resolve("other")).doesNotExist();
  }

  /** numpy writes nan, and a model of several bars answers nothing at the first rows. */
  @Test
  void aFirstLineThatIsNanSaysNothingAndIsNoHeading() throws Exception {
    Path file = LinearOnnx.write(temporary.resolve("half.onnx"), "Sigmoid", -500, 0, 0);
    List<String> answers = new ArrayList<>(Collections.nCopies(rows(), "nan"));
    Path none = Files.write(temporary.resolve("none.csv"), answers);
    answers.add("nan");
    Path longer = Files.write(temporary.resolve("longer.csv"), answers);

    imported(file, temporary.resolve("none/1"), "--expected", none.toString());
    imported(file, temporary.resolve("longer/1"), "--expected", longer.toString());

    assertThat(complained.toString())
        .contains("none.csv has no answer to any row that is used")
        .contains("longer.csv must have a line for each of the ");
  }

  @Test
  void aModelThatAbstainsIsImportedAndOneThatHardlyAnswersIsNot() throws Exception {
    Path some = LinearOnnx.writeAbstaining(temporary.resolve("some.onnx"), 45, -500, 0, 0);
    Path most = LinearOnnx.writeAbstaining(temporary.resolve("most.onnx"), 60, -500, 0, 0);

    assertThat(imported(some, temporary.resolve("some/1"))).as("%s", complained).isZero();
    assertThat(imported(most, temporary.resolve("most/1"))).isNotZero();

    assertThat(said.toString()).contains("It abstains, answering NaN, at ");
    byte[] manifest = Files.readAllBytes(temporary.resolve("some/1").resolve(Manifest.FILE));
    assertThat(Manifest.parse(manifest).evaluation().notes())
        .anySatisfy(note -> assertThat(note).contains("NON_FINITE_SCORE withholds them"));
    for (String table : List.of("baseline.csv", "golden.csv")) {
      assertThat(temporary.resolve("some/1").resolve(table)).content().doesNotContain("NaN");
    }
    assertThat(complained.toString())
        .contains("% of the rows of the training part, and at most 50 % may be");
    assertThat(temporary.resolve("most")).doesNotExist();
  }

  @Test
  void anAbstentionWhereTheFrameworkAnswersIsADifference() throws Exception {
    Path file = LinearOnnx.writeAbstaining(temporary.resolve("silent.onnx"), 45, -500, 0, 0);
    List<String> answers = new ArrayList<>(Collections.nCopies(rows(), "0.5"));
    Path same = Files.write(temporary.resolve("half.csv"), answers);

    assertThat(imported(file, temporary.resolve("silent/1"), "--expected", same.toString()))
        .isNotZero();

    assertThat(complained.toString()).contains("the framework answers 0.5, the imported model NaN");
  }

  private static int rows() throws Exception {
    int rows = 0;
    try (Stream<Path> files = Files.list(temporary.resolve("rows"))) {
      for (Path path : files.filter(each -> each.toString().endsWith(".parquet")).toList()) {
        rows += ExportedFile.read(path).rows().size();
      }
    }
    return rows;
  }

  @Test
  void answersTheWrongWayRoundAreRefusedAndTheSameTheRightWayAreNot() throws Exception {
    Path momentum = LinearOnnx.write(temporary.resolve("m.onnx"), "Sigmoid", 500, 0, 0);
    Path reversal = LinearOnnx.write(temporary.resolve("r.onnx"), "Sigmoid", -500, 0, 0);

    assertThat(imported(momentum, temporary.resolve("momentum/1"))).isNotZero();
    assertThat(imported(reversal, temporary.resolve("reversal/1"))).isZero();

    assertThat(complained.toString()).contains("it answers the wrong way round: ");
    assertThat(temporary.resolve("momentum")).doesNotExist();
  }

  @Test
  void answersOfWhichNoneIsSurerThanAnotherHaveNoStrength() throws Exception {
    Path file = LinearOnnx.write(temporary.resolve("grown.onnx"), "Sigmoid", -1e9f, 0, 0);

    assertThat(imported(file, temporary.resolve("grown/1"))).isNotZero();

    assertThat(complained.toString())
        .contains("are equally sure, 0.5 from the one that says nothing", "limit its leaves");
  }

  /** Its answers swing with the week, and go through one half in the middle of validation. */
  @Test
  void aModelThatIsSureOfItsTrainingRowsAloneIsRefusedAndOneThatIsNotIsTaken() throws Exception {
    String features = "log_return, weekday_sin, weekday_cos";
    Path week = temporary.resolve("week");
    assertThat(
            run(
                "export --simulate-days 2 --bar 1m --trigger bar --horizon 5 --features",
                features,
                "--out",
                week.toString()))
        .as("%s", complained)
        .isZero();
    List<Map<String, Object>> rows = ExportedFile.read(week.resolve("BTC-USDT@sim.parquet")).rows();
    Map<String, Object> middle = rows.get(rows.size() * 7 / 10);
    float sin = (float) Objects.requireNonNull(middle.get("weekday_sin"));
    float cos = (float) Objects.requireNonNull(middle.get("weekday_cos"));
    Path sure = LinearOnnx.write(temporary.resolve("s.onnx"), "Sigmoid", 0, 9 * cos, -9 * sin);
    Path even = LinearOnnx.write(temporary.resolve("e.onnx"), "Sigmoid", -500, 0, 0);

    assertThat(imported(sure, features, week, temporary.resolve("sure/1"))).isNotZero();
    assertThat(complained.toString())
        .contains("It is not imported: it is not as sure of the validation part as of the training")
        .contains("it knows its training rows by heart, so make it smaller");
    assertThat(temporary.resolve("sure")).doesNotExist();
    assertThat(imported(even, features, week, temporary.resolve("even/1"))).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          classes    | Softmax  | 3 | down,flat,up             | rank correlation of the score with the return
          return     | Identity | 1 |                          | rank correlation of the score with the return
          volatility | Exp      | 1 |                          | rank correlation of the score with the volatility
          regime     | Softmax  | 2 | calm:regime, wild:regime | A regime is not measured
          """)
  void everyTaskHasItsArtefact(
      String task, String last, int width, @Nullable String outputs, String measured)
      throws Exception {
    float[] weights = new float[3 * width];
    weights[0] = width > 1 ? 500 : -1;
    weights[width - 1] = width > 1 ? -500 : -1;
    Path file = LinearOnnx.write(temporary.resolve(task + ".onnx"), last, weights);
    Path artefact = temporary.resolve(task + "/1");
    String[] more =
        outputs == null
            ? new String[] {"--task", task}
            : new String[] {"--task", task, "--outputs", outputs};

    assertThat(imported(file, artefact, more)).as("%s", complained).isZero();

    try (LoadedModel opened = ModelArtefact.read(artefact).open()) {
      assertThat(opened.metadata().form().task()).hasToString(task);
      assertThat(opened.metadata().form().width()).isEqualTo(width);
    }
    assertThat(said.toString()).contains(measured);
  }

  @Test
  void outputsThatNobodyNamesOrThatAreNoneAreRefusedWithAnExample() throws Exception {
    Path file =
        LinearOnnx.write(temporary.resolve("c.onnx"), "Softmax", 9, 0, -9, 0, 0, 0, 0, 0, 0);
    Path artefact = temporary.resolve("unnamed/1");

    assertThat(imported(file, artefact, "--task", "classes")).isNotZero();
    assertThat(imported(file, artefact, "--task", "classes", "--outputs", "up,down")).isNotZero();
    assertThat(imported(file, artefact, "--task", "classes", "--outputs", "up,side,down"))
        .isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(complained.toString())
        .contains("what the 3 numbers of its answers are: say it in their order, such as --outputs")
        .contains("--outputs has 2, and the model answers 3 numbers")
        .contains("'side' is no output: write NAME:ROLE");
  }

  @Test
  void whatCannotBeReadOfAnExportIsNamedWithWhatToDo() {
    Path artefact = temporary.resolve("none/1");
    String file = MODELS.resolve("tiny/1/model.onnx").toString();

    assertThat(
            run(
                "models import --id mine --export",
                temporary.resolve("rows").toString(),
                file,
                "--features",
                "log_return, rsi(14), return(6)",
                "--out",
                artefact.toString()))
        .isNotZero();

    assertThat(complained.toString())
        .contains("no column [return(6)]: export it with --features log_return,rsi(14),return(6)");
    assertThat(artefact).doesNotExist();
  }

  @Test
  void whatAnswersTheSameEverywhereIsRefusedForEveryPartAndLeavesNothing() {
    Path artefact = temporary.resolve("constant/1");

    assertThat(imported(MODELS.resolve("broken/loop.onnx"), artefact)).isNotZero();

    assertThat(complained.toString())
        .contains("It is not imported: it answers 0.5 at every row of the training part")
        .contains("at every row of the test part");
    assertThat(artefact).doesNotExist();
  }

  @Test
  void aFileThatCannotBeRewrittenGivesItsProblems() {
    String file = MODELS.resolve("broken/loop.onnx").toString();

    assertThat(
            run("models import --id mine --export rows --output y", file, "--features", FEATURES))
        .isNotZero();

    assertThat(complained.toString())
        .contains("It is not imported: operator Loop 'looped' is not served");
  }

  private int imported(Path file, Path artefact, String... more) {
    return imported(file, FEATURES, temporary.resolve("rows"), artefact, more);
  }

  private int imported(Path file, String features, Path rows, Path artefact, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                rows.toString(),
                file.toString(),
                "--features",
                features,
                "--out",
                artefact.toString()));
    words.addAll(List.of(more));
    return run("models import --id mine --export", words.toArray(String[]::new));
  }

  /**
   * @param words the first ones, separated by blanks
   */
  private int run(String words, String... more) {
    String[] first = words.split(" ", -1);
    String[] all = new String[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(all);
  }
}
