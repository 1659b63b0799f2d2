package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.remote.RemoteFault;
import io.tidemark.flink.topology.TopicLayout;
import io.tidemark.simulator.SimInstrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in {@code docker/} and can be held against the code without a container engine. */
final class DockerFilesTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final Path DOCKER = ROOT.resolve("docker");
  private static final Path TESTS = DOCKER.resolve("prometheus/alerts.test.yml");
  private static final Path LASTING = DOCKER.resolve("prometheus/lasting.test.yml");
  private static final String SCOPE = "flink_taskmanager_job_task_operator_";

  @Test
  void everyMetricOfOursOnTheDashboardAndInTheAlertsIsMeasured() throws IOException {
    Set<String> measured = measured();
    Set<String> used = new HashSet<>();
    for (Path file : List.of(alerts(), TESTS, LASTING, dashboard())) {
      used.addAll(found(SCOPE + "tidemark_\\w+", Files.readString(file)));
    }
    assertThat(used).hasSizeGreaterThan(10);
    assertThat(measured).containsAll(used);
  }

  @Test
  void everyRuleAndReasonThatIsNamedExists() throws IOException {
    Set<String> rules = labels(RiskRule.values());
    Set<String> reasons = labels(RejectReason.values());
    reasons.addAll(labels(RemoteFault.values()));
    for (Path file : List.of(alerts(), TESTS, LASTING, dashboard())) {
      String text = Files.readString(file).replace("\\\"", "\"");
      assertThat(rules).containsAll(found("(?<=rule=\")\\w+", text));
      assertThat(reasons).containsAll(found("(?<=reason=\")\\w+", text));
    }
  }

  @Test
  void everyAlertHasATestThatItFiresAndOneThatItDoesNot() throws IOException {
    Set<String> alerts = new HashSet<>();
    for (JsonNode rule : yaml(alerts()).get("groups").get(0).get("rules")) {
      alerts.add(rule.get("alert").asText());
    }
    Set<String> fires = new HashSet<>();
    Set<String> isQuiet = new HashSet<>();
    for (Path file : List.of(TESTS, LASTING)) {
      for (JsonNode test : yaml(file).get("tests")) {
        for (JsonNode expected : test.get("alert_rule_test")) {
          (expected.has("exp_alerts") ? fires : isQuiet).add(expected.get("alertname").asText());
        }
      }
    }
    assertThat(fires).isEqualTo(alerts);
    assertThat(isQuiet).isEqualTo(alerts);
  }

  @Test
  void theTopicsThatAreCreatedAreTheTopicsOfTheJobs() throws IOException {
    assertThat(Files.readString(DOCKER.resolve("compose.yaml")))
        .contains("../udfs/src/main/resources/register.sql:/register.sql:ro");
    String tables = Files.readString(ROOT.resolve("udfs/src/main/resources/register.sql"));
    List<String> topics = Topic.ALL.stream().map(Topic::topicName).toList();
    assertThat(found("(?<=  'topic' = ')[^']+", tables))
        .containsExactlyInAnyOrderElementsOf(topics);
  }

  @Test
  void theContainersCreateTopicsAsTheTableHasThem(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said");
    Path kafka = folder.resolve("kafka-topics");
    Files.writeString(kafka, "#!/usr/bin/env bash\necho \"$@\" >> '" + said + "'\n");
    Path script = folder.resolve("script");
    Files.writeString(
        script,
        text("create-topics")
            .replace("/opt/kafka/bin/kafka-topics.sh", "bash '" + kafka + "'")
            .replace("/register.sql", "'" + ROOT + "/udfs/src/main/resources/register.sql'"));
    Process bash = new ProcessBuilder("bash", script.toString(), "b:1").inheritIO().start();
    assertThat(bash.waitFor()).isZero();

    JobConfig config =
        ConfigLoader.load(
            Job.SEQUENCE,
            DOCKER.resolve("tidemark.yaml"),
            List.of("kafka.bootstrap-servers=b:1"),
            Map.of());
    assertThat(Files.readAllLines(said).stream().map(DockerFilesTest::arguments))
        .containsExactlyInAnyOrderElementsOf(
            TopicLayout.of(config).stream()
                .map(layout -> arguments(layout.create(config, 3, 1)))
                .toList());
  }

  /** The topic, its partitions, copies and settings; not who is asked, nor in which order. */
  private static Set<String> arguments(String command) {
    return found("(?<=--(topic|partitions|replication-factor|config) )\\S+", command);
  }

  @Test
  void theConfigurationLoadsAndFollowsTheSimulatedMarket() {
    Path model = ROOT.resolve("models/artifacts/demo-linear/1");
    JobConfig config =
        ConfigLoader.load(
            Job.SIGNAL, DOCKER.resolve("tidemark.yaml"), List.of("model.path=" + model), Map.of());
    assertThat(config.instruments())
        .extracting(InstrumentConfig::instrument)
        .containsExactlyElementsOf(SimInstrument.ALL.stream().map(SimInstrument::name).toList());
    assertThat(config.sequence().tick()).isZero();
  }

  @Test
  void modelsAndClassesThatAreNamedExist() throws IOException {
    for (String file : List.of("tidemark.yaml", "flinkdeployment.yaml")) {
      Set<String> models =
          found("(?<=/opt/tidemark/)models/artifacts/\\S+", Files.readString(DOCKER.resolve(file)));
      assertThat(models).isNotEmpty().allSatisfy(m -> assertThat(ROOT.resolve(m)).isDirectory());
    }
    for (String file : List.of("compose.yaml", "flinkdeployment.yaml")) {
      assertThat(found("io\\.tidemark\\.flink\\.\\w+", Files.readString(DOCKER.resolve(file))))
          .containsExactlyInAnyOrder(SequenceJob.class.getName(), SignalJob.class.getName());
    }
    assertThat(Files.readString(DOCKER.resolve("Dockerfile"))).contains(Tidemark.class.getName());
  }

  @Test
  void imagesHaveTheVersionsOfTheBuild() throws IOException {
    String flink = EnvironmentInformation.getVersion();
    String image = Files.readString(DOCKER.resolve("Dockerfile"));
    assertThat(image).contains("ARG FLINK_IMAGE=flink:" + flink + "-");
    assertThat(found("onnxruntime-[\\d.]+\\d", image))
        .containsExactly(
            "onnxruntime-" + ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion());
    assertThat(found("apache/kafka:\\S+", Files.readString(DOCKER.resolve("compose.yaml"))))
        .containsExactly("apache/kafka:" + AppInfoParser.getVersion());
    assertThat(found("flink-s3-fs-presto-[\\d.]+\\d", deployment()))
        .containsExactly("flink-s3-fs-presto-" + flink);
    assertThat(found("(?<=flinkVersion: )\\S+", deployment()))
        .containsExactly("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));
  }

  @Test
  void whatComposeMountsAndWhomItNamesIsThere() throws IOException {
    String compose = Files.readString(DOCKER.resolve("compose.yaml"));
    assertThat(found("(?<=- )\\./[^:]+", compose))
        .hasSizeGreaterThan(4)
        .allSatisfy(path -> assertThat(DOCKER.resolve(path)).exists());

    List<String> services = new ArrayList<>();
    yaml(DOCKER.resolve("compose.yaml"))
        .get("services")
        .fieldNames()
        .forEachRemaining(services::add);
    Set<String> hosts = new HashSet<>();
    hosts.addAll(found("(?<=kafka.bootstrap-servers: )[a-z]+", text("tidemark.yaml")));
    hosts.addAll(
        found("(?<=http://)[a-z]+", text("grafana/provisioning/datasources/prometheus.yaml")));
    yaml(DOCKER.resolve("prometheus/prometheus.yml"))
        .findValues("names")
        .get(0)
        .forEach(name -> hosts.add(name.asText()));
    assertThat(hosts).contains("broker", "prometheus", "jobmanager", "taskmanager");
    assertThat(services).containsAll(hosts);
  }

  @Test
  void everyPanelAsksTheProvisionedDataSource() throws IOException {
    String uid =
        yaml(DOCKER.resolve("grafana/provisioning/datasources/prometheus.yaml"))
            .get("datasources")
            .get(0)
            .get("uid")
            .asText();
    JsonNode board = new ObjectMapper().readTree(dashboard().toFile());
    assertThat(board.get("panels")).hasSizeGreaterThan(8);
    for (JsonNode source : board.findValues("datasource")) {
      assertThat(source.get("uid").asText()).isEqualTo(uid);
    }
    assertThat(board.findValuesAsText("expr")).doesNotContain("").hasSizeGreaterThan(10);
  }

  /** As Flink's Prometheus reporter writes what the jobs register. */
  private static Set<String> measured() {
    Set<String> names = new HashSet<>();
    for (MetricId id : MetricId.values()) {
      String group = SCOPE + MetricId.GROUP + "_";
      if (id.kind() == MetricId.Kind.HISTOGRAM) {
        names.add(group + id.metricName() + "_p50");
        names.add(group + id.metricName() + "_p99");
      } else if (id.reasons() == null) {
        names.add(group + (id.label().isEmpty() ? "" : id.label() + "_") + id.metricName());
      } else {
        names.add(group + id.label() + "_" + id.metricName());
      }
    }
    return names;
  }

  private static Set<String> labels(Enum<?>[] constants) {
    Set<String> labels = new HashSet<>();
    Stream.of(constants).map(MetricId::labelValue).forEach(labels::add);
    return labels;
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static JsonNode yaml(Path file) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
  }

  private static String text(String file) throws IOException {
    return Files.readString(DOCKER.resolve(file));
  }

  private static String deployment() throws IOException {
    return text("flinkdeployment.yaml");
  }

  private static Path alerts() {
    return DOCKER.resolve("prometheus/alerts.yml");
  }

  private static Path dashboard() {
    return DOCKER.resolve("grafana/dashboards/tidemark.json");
  }
}
