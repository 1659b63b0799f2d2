package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.InvalidOptionsException;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.remote.TestInferenceServer;
import io.tidemark.flink.signal.SignalRun;
import io.tidemark.flink.testbed.Market;
import io.tidemark.flink.testbed.MarketLog;
import io.tidemark.flink.testbed.RecordSource;
import io.tidemark.flink.testbed.TestConfig;
import io.tidemark.flink.testbed.TestModel;
import io.tidemark.flink.testbed.Valid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signal job with a strategy one of whose models is served by another process. */
class RemoteMemberTest {

  private static final OutputFormat<Signal> SIGNALS = Topic.SIGNALS.format();

  /** How long an answer takes of which something is wrong, ms. */
  private static final long ANSWER = 60_000;

  /** So many questions are answered well before something is wrong at work. */
  private static final int AT_WORK = 30;

  private final MarketLog log = MarketLog.of(Market.facts(13));
  private final TestInferenceServer server = TestInferenceServer.of(TestModel.artefact());

  @TempDir private Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aRemoteModelChangesNothingThatIsSaidInTwoTasksAndAfterAFailure() throws Exception {
    JobConfig config = serving("10 s", "checkpoint.interval=1s");
    Map<String, List<String>> plain = plain(config);
    Path failure = folder.resolve("failed");
    RecordSource<RawRecord> source = RecordSource.failingOnce(log.partitions(), failure);

    SignalRun run = SignalRun.of(config, source, 2, 1, folder.resolve("failing"));

    assertThat(failure).as("the sign that it did fail").exists();
    assertThat(distinct(run.signals())).isEqualTo(plain);
    assertThat(run.count("remote_unanswered")).isZero();
    assertThat(run.count("remote_answered")).isPositive();
    assertThat(server.asked()).as("it was asked").isGreaterThan(20);
  }

  @Test
  void aServerThatBecomesSlowCostsThreeTimeoutsAndItsModelAbstains() throws Exception {
    SignalRun calm = calm();
    SignalRun run = failing(AT_WORK, TestInferenceServer.after(ANSWER));

    assertThat(run.count("remote_answered")).as("before").isPositive();
    assertThat(run.count("remote_unanswered.late")).as("%s", run.counts()).isPositive();
    assertNothingIsMissing(run, calm);
  }

  @Test
  void aServerThatIsKilledAtWorkCostsNothingButItsModelsAnswers() throws Exception {
    SignalRun calm = calm();
    SignalRun run = failing(AT_WORK, this::die);

    assertThat(run.count("remote_answered")).as("before").isPositive();
    assertThat(run.count("remote_unanswered.unreachable")).as("%s", run.counts()).isPositive();
    assertNothingIsMissing(run, calm);
  }

  @Test
  void aTaskThatOpensWhileTheServerIsGoneWorksAndItsModelAbstains() throws Exception {
    SignalRun calm = calm();
    int beforeTheJob = 1 + (TestModel.artefact().goldenInputs().size() + 31) / 32;
    SignalRun run = failing(beforeTheJob, this::die);

    assertThat(run.count("remote_answered")).isZero();
    assertNothingIsMissing(run, calm);
  }

  private void die(HttpExchange exchange, String good) throws IOException {
    new Thread(server::kill).start();
    TestInferenceServer.pause(ANSWER);
  }

  private SignalRun calm() throws Exception {
    SignalRun calm = run(serving("10 s", "signal.emit=every"), "calm");
    assertThat(calm.count("remote_unanswered")).as("control").isZero();
    assertThat(calm.count("remote_answered")).as("control").isPositive();
    return calm;
  }

  /** A run with a server that answers so many questions, and then does something else. */
  private SignalRun failing(int well, TestInferenceServer.Behaviour then) throws Exception {
    JobConfig config = serving("500 ms", "signal.emit=every");
    AtomicInteger asked = new AtomicInteger();
    server.behave(
        (exchange, good) -> {
          TestInferenceServer.Behaviour next =
              asked.incrementAndGet() <= well ? TestInferenceServer::good : then;
          next.answer(exchange, good);
        });

    long from = System.nanoTime();
    SignalRun run = run(config, "failing");

    assertThat(System.nanoTime() - from)
        .as("less than one answer takes, ns")
        .isLessThan(ANSWER * 1_000_000);
    return run;
  }

  private static void assertNothingIsMissing(SignalRun run, SignalRun calm) {
    assertThat(run.count("remote_unanswered.breaker_open")).isPositive();
    assertThat(run.count("remote_answered") + run.count("remote_unanswered"))
        .as("each question has its answer or its abstention")
        .isEqualTo(calm.count("remote_answered"));
    assertThat(run.count("scored")).isEqualTo(calm.count("scored"));
    assertThat(run.count("scored"))
        .isEqualTo(run.count("emitted") + run.count("unchanged") + run.count("withheld"));
    run.signals().forEach((instrument, lines) -> assertInOrder(signals(lines)));
    assertThat(run.signals()).isNotEqualTo(calm.signals());
    assertThat(reasons(run)).anyMatch(reason -> reason.contains("1 abstain"));
  }

  private static void assertInOrder(List<Signal> signals) {
    for (int i = 1; i < signals.size(); i++) {
      Signal before = signals.get(i - 1);
      assertThat(signals.get(i).supersedes()).isEqualTo(before.id());
      assertThat(signals.get(i).event().logOffset()).isGreaterThan(before.event().logOffset());
    }
  }

  @Test
  void aServerThatIsNotThereOrHasAnotherModelIsRefusedBeforeAnythingStarts() {
    JobConfig config = serving("1 s");
    String path = String.valueOf(config.model().strategy());
    server.behave(
        (exchange, good) ->
            TestInferenceServer.write(exchange, 200, good.replaceAll("0\\.[1-9]", "0.0")));

    assertThat(refused(path, config))
        .startsWith("models.trend.remote: " + server.url() + "/v2/models/tiny-every/infer: ")
        .contains("it serves another model than the artefact");
    server.kill();
    assertThat(refused(path, config)).contains("no answer");
  }

  private static String refused(String path, JobConfig config) {
    List<String> problems = new ArrayList<>();
    assertThatThrownBy(() -> StrategyPipeline.read(path, config))
        .asInstanceOf(type(InvalidOptionsException.class))
        .extracting(InvalidOptionsException::problems, list(String.class))
        .satisfies(problems::addAll);
    return String.join("\n", problems);
  }

  private JobConfig serving(String timeout, String... assignments) {
    Path own = folder.resolve(timeout.replace(" ", ""));
    own.toFile().mkdir();
    return TestConfig.strategy(TestStrategy.remote(own, server.url(), timeout), assignments);
  }

  private SignalRun run(JobConfig config, String name) throws Exception {
    return SignalRun.of(config, RecordSource.of(log.partitions()), 1, 0, folder.resolve(name));
  }

  private Map<String, List<String>> plain(JobConfig config) throws Exception {
    return StrategyPipelineTest.plain(config, log);
  }

  private static List<String> reasons(SignalRun run) {
    return run.signals().values().stream()
        .flatMap(lines -> signals(lines).stream())
        .map(signal -> signal.recommendation().reason())
        .toList();
  }

  private static List<Signal> signals(List<String> lines) {
    return lines.stream()
        .map(line -> Valid.of(SIGNALS.decode(HexFormat.of().parseHex(line))))
        .toList();
  }

  private static Map<String, List<String>> distinct(Map<String, List<String>> byKey) {
    Map<String, List<String>> distinct = new TreeMap<>();
    byKey.forEach((key, lines) -> distinct.put(key, new ArrayList<>(new LinkedHashSet<>(lines))));
    return distinct;
  }
}
