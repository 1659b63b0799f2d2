package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategyCommandTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", ".."));

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();
  private Path folder = Path.of("");

  @BeforeEach
  void take(@TempDir Path fresh) {
    folder = fresh;
  }

  @Test
  void aStrategyIsShownWithItsModelsItsTreeAndItsHash() throws IOException {
    Path file = write("models:", "decide: {vote: {of: [line, fast], agree: 2}}");

    assertThat(run("check", file.toString())).isZero();

    assertThat(said.toString())
        .containsPattern("Strategy two, hash [0-9a-f]{64}")
        .contains(
            "line: btc-linear/1, direction, bars of 1h, bar, window 1, looks 1h ahead, for BTC-*@*, manifest",
            "vote: 2 of 2 must agree",
            "    single fast, from strength 65.0 on");
  }

  @Test
  void theInstrumentsThatItsModelsWereNotMadeForAreNoted() throws IOException {
    String file = write("models:", "decide: {vote: {of: [line, fast], agree: 2}}").toString();

    assertThat(run("check", file, "--instrument", "BTC-USDT@okx")).isZero();
    assertThat(said.toString()).as("control").doesNotContain("was made for");
    assertThat(run("check", file, "--instrument", "ETH-USDT@okx", "--instrument", "BTC-USDT@okx"))
        .isZero();
    assertThat(said.toString())
        .contains("Note: line was made for [BTC-*@*], and is asked of [ETH-USDT@okx]");
    assertThat(run("check", file, "--instrument", "ETH")).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("--instrument: must be a name such as", "was ETH");
  }

  @Test
  void commentsDoNotChangeTheHash() throws IOException {
    run(
        "check",
        write("models: # some", "decide: {vote: {of: [line, fast], agree: 1}}").toString());
    String one = said.toString();
    run("check", write("models:", "decide: {vote: {agree: 1, of: [line, fast]}} # any").toString());

    assertThat(one).contains("hash ");
    assertThat(said.toString()).isEqualTo(one + one);
  }

  @Test
  void allProblemsOfAFileAndItsModelsAreSaidAtOnce() throws IOException {
    Path file =
        write("models:", "  gone: {path: nowhere}", "decide: {vote: {of: [line, fats], agree: 3}}");

    assertThat(run("check", file.toString())).isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(complained.toString())
        .contains(
            "has 5 problems",
            "models.gone.path leads to no model that may serve: nowhere",
            "decide.vote.of[1] names 'fats'",
            "decide.vote.agree must be a whole number from 1 to 2, was 3",
            "models.fast is used by no decision",
            "models.gone is used by no decision");
  }

  @Test
  void aRunCountsEveryDecisionAndWhoAbstained() throws IOException {
    StringBuilder csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    long start = 1_600_000_000_000L / 3_600_000 * 3_600_000;
    for (int i = 0; i < 60; i++) {
      int price = 100 + i * 7 % 5;
      csv.append(start + i * 3_600_000L).append(',').append(price).append(',').append(price + 1);
      csv.append(',').append(price - 1).append(',').append(price).append(',').append(1 + i % 9);
      csv.append('\n');
    }
    Path bars = Files.writeString(folder.resolve("bars.csv"), csv);
    Path file = write("models:", "decide: {vote: {of: [line, fast], agree: 1}}");
    Path json = folder.resolve("out.json");

    assertThat(
            run(
                "run",
                file.toString(),
                bars.toString(),
                "--instrument",
                "ETH-USDT@binance",
                "--json",
                json.toString()))
        .isZero();

    assertThat(said.toString())
        .contains(
            "ETH-USDT@binance: 60 decisions:",
            "line was made for [BTC-*@*], and is asked of [ETH-USDT@binance]",
            "abstained {not-warm=33}");
    assertThat(Files.readString(json)).contains("\"too-few-answers\" : 33");
  }

  @Test
  void theShippedVolatilityTakesVolatilityEdgeAndSizes() throws IOException {
    Path model = ROOT.resolve("models/artifacts/btc-vol/1").toAbsolutePath();
    String vol = "  vol: {path: " + model + "}";
    Path edge =
        Files.writeString(
            folder.resolve("edge.yaml"),
            "strategy: cheap\nmodels:\n"
                + vol
                + "\ndecide: {volatility-edge:"
                + " {model: vol, implied: realised_vol(168), scale: 1, edge: 0.15}}\n");
    Path sized =
        write(
            "models:\n" + vol,
            "decide: {vote: {of: [line, fast], agree: 2}}",
            "size: {by: volatility, model: vol, target: 0.2}");

    assertThat(run("check", edge.toString())).isZero();
    assertThat(run("check", sized.toString())).isZero();

    assertThat(said.toString())
        .contains(
            "vol: btc-vol/1, volatility, bars of 1h, bar, window 1, looks 1d ahead",
            "volatility-edge: vol against realised_vol(168) x 1.0, edge 0.15",
            "size: 0.2 wanted, vol says what is to be expected");
  }

  @Test
  void everyStrategyOfTheExamplesIsOneThatCanBeUsed() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/examples/strategies"))) {
      List<Path> examples = files.sorted().toList();
      assertThat(examples).hasSizeGreaterThan(8);
      for (Path example : examples) {
        String here =
            Files.readString(example).replace("path: models/", "path: " + ROOT + "/models/");
        Path file = Files.writeString(folder.resolve(example.getFileName()), here);
        assertThat(run("check", file.toString())).as("%s: %s", example, complained).isZero();
      }
    }
  }

  @Test
  void aRunNamesAFeatureThatWasNeverKnown() throws IOException {
    StringBuilder csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
    for (int i = 0; i < 5; i++) {
      csv.append(1_600_002_000_000L + i * 3_600_000L).append(",100,101,99,100,1\n");
    }
    Path bars = Files.writeString(folder.resolve("bars.csv"), csv);
    Path file =
        write(
            "models:",
            "decide:",
            "  route:",
            "    by: {feature: \"funding\", above: 0}",
            "    to: {holds: line, else: fast}");

    run("run", file.toString(), bars.toString(), "--instrument", "BTC-USDT@binance");

    assertThat(said.toString())
        .contains("BTC-USDT@binance: 5 decisions", "funding was never known: is its data among");
  }

  @Test
  void whatIsNoYamlIsSaid() throws IOException {
    Path twice = Files.writeString(folder.resolve("twice.yaml"), "strategy: a\nstrategy: b\n");

    assertThat(run("check", twice.toString())).isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("is not valid YAML", "Duplicate");
    assertThat(run("check", folder.resolve("none.yaml").toString()))
        .isEqualTo(Tidemark.CANNOT_GO_ON);
    assertThat(complained.toString()).contains("it does not exist");
  }

  @Test
  void aNumberThatIsNoneIsSaidByItsKeyBesideAllElseThatIsWrong() throws IOException {
    Path file =
        write(
            "models:", "decide: {average: {of: {line: .nan, fast: 1}, threshold: -.inf}}", "x: 1");

    assertThat(run("check", file.toString())).isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(complained.toString())
        .contains(
            "has 3 problems",
            "x is no key",
            "decide.average.threshold must be a number from 0.0 to 1.0, was -.inf",
            "decide.average.of.line must be a number from 1.0E-9 to 1.0E9, was .nan");
    Path sound = write("models:", "decide: {average: {of: {line: 1e-3, fast: 1}, threshold: .1}}");
    assertThat(run("check", sound.toString())).as("control").isZero();
  }

  @Test
  void aFileOfNothingSaysWhatBelongsThere() throws IOException {
    for (String nothing : List.of("", "# a comment\n", "---\n", "null\n")) {
      complained.getBuffer().setLength(0);
      Path file = Files.writeString(folder.resolve("empty.yaml"), nothing);

      assertThat(run("check", file.toString())).isEqualTo(Tidemark.CANNOT_GO_ON);

      assertThat(complained.toString())
          .contains("it is empty: write strategy, models and decide")
          .doesNotContain("content to map", "missing");
    }
  }

  @Test
  void aTabIsSaidWithOneLineOnly() throws IOException {
    run("check", write("models:", "decide: fast", "size:", "\tby: volatility").toString());

    assertThat(complained.toString())
        .contains("it is not valid YAML: while scanning for the next token", "line 7, column 1")
        .doesNotContain("YAML, line");
  }

  @Test
  void anAliasIsRefusedAndNotTakenForTheModelOfItsName() throws IOException {
    Path file =
        write(
            "models:",
            "bar: &fast 1h",
            "size: &line {}",
            "decide: {vote: {of: [*line, *fast], agree: 2}}");

    assertThat(run("check", file.toString())).isEqualTo(Tidemark.CANNOT_GO_ON);

    assertThat(complained.toString())
        .contains("2 problems", "line 7: the alias *line is not followed", "the alias *fast is");
    Path same = write("models:", "bar: &any 1h", "decide: {vote: {of: [line, fast], agree: 2}}");
    assertThat(run("check", same.toString())).as("control: an anchor alone harms nobody").isZero();
  }

  @Test
  void anOrderForAModelOfAStrategyIsRefusedBeforeAnyBrokerIsAsked() throws IOException {
    Path file = write("models:", "decide: {vote: {of: [line, fast], agree: 1}}");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "kafka.bootstrap-servers: 127.0.0.1:1\ninstruments: [BTC-USDT@binance]\nstrategy.path: "
                + file
                + "\n");
    String version = ROOT.resolve("models/artifacts/btc-gbm/1").toString();
    List<List<String>> orders =
        List.of(
            List.of("register", version),
            List.of("activate", "btc-gbm/2"),
            List.of("rollback"),
            List.of("shadow", "btc-gbm/2"),
            List.of("retire", "btc-gbm/2"));

    for (List<String> order : orders) {
      complained.getBuffer().setLength(0);
      List<String> words = new ArrayList<>(List.of("models"));
      words.addAll(order);
      words.addAll(List.of("--config", job.toString()));

      assertThat(execute(words)).as(order.toString()).isEqualTo(Tidemark.CANNOT_GO_ON);
      assertThat(complained.toString())
          .startsWith("tidemark: strategy.path is set, and a strategy pins its models by its hash");
    }
  }

  /** Two models, with more lines behind them. */
  private Path write(String models, String... lines) throws IOException {
    Path artifacts = ROOT.resolve("models/artifacts").toAbsolutePath();
    return Files.writeString(
        folder.resolve("s.yaml"),
        "strategy: two\n"
            + models
            + "\n  line: {path: "
            + artifacts.resolve("btc-linear/1")
            + "}\n  fast: {path: "
            + artifacts.resolve("btc-gbm/1")
            + "}\n"
            + String.join("\n", lines)
            + "\n");
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("strategy"));
    all.addAll(List.of(words));
    return execute(all);
  }

  private int execute(List<String> words) {
    return Tidemark.commandLine()
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained, true))
        .execute(words.toArray(String[]::new));
  }
}
