package io.tidemark.bench.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.models.ModelArtefact;
import io.tidemark.testbed.EmbeddedBroker;
import io.tidemark.testbed.LocalFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The export folds a log while it is read, and what it reads goes to Kafka. A plain loop and the
 * signal job at several parallelisms, undisturbed and stopped with savepoints, read it from there.
 * {@code -Dtidemark.parity.events=10000000} makes the logs long: three quarters are simulated, the
 * rest is recorded, each log as long as there is data, and a quarter at most.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorParityTest {

  private static final long EVENTS = Long.getLong("tidemark.parity.events", 120_000);
  private static final int PARTITIONS = 4;
  private static final long SECOND = 1_000_000_000L;

  private Path folder;
  private EmbeddedBroker broker;
  private LocalFlink flink;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    broker = EmbeddedBroker.start(folder.resolve("kafka"));
    flink = LocalFlink.start(folder.resolve("flink"), 0, 0);
  }

  @AfterAll
  void stop() throws IOException {
    flink.close();
    broker.close();
  }

  @Test
  void vectorsOfSpotBarsAreTheSameEverywhere() throws Exception {
    compare(Chapter.spot(recorded()), EVENTS / 4);
  }

  @Test
  void vectorsOfPerpetualsWithTheirFundingAreTheSameEverywhere() throws Exception {
    compare(Chapter.perpetuals(recorded()), EVENTS / 4);
  }

  @Test
  void vectorsOfWhatExchangesSentAreTheSameEverywhere() throws Exception {
    compare(Chapter.messages(recorded()), EVENTS / 4);
  }

  @Test
  void vectorsOfTheSimulatedMarketAreTheSameEverywhere() throws Exception {
    long most = EVENTS / 4 * 3;
    compare(Chapter.simulated(7, most), most);
  }

  private RecordedFiles recorded() throws IOException {
    Path data = Path.of(System.getProperty("tidemark.root")).resolve("../shared/data");
    assumeTrue(Files.isDirectory(data), "there is no recorded data at " + data);
    return new RecordedFiles(data, Files.createDirectories(folder.resolve("delisted")));
  }

  private void compare(Chapter chapter, long most) throws Exception {
    String prefix = chapter.name() + ".";
    broker.createTopics(Map.of(prefix + Topic.EVENTS.topicName(), PARTITIONS), Map.of());
    ExportedRows rows = new ExportedRows();
    ExportedVectors exported = export(chapter, most, prefix, rows);
    Map<String, VectorChain> plain = loop(chapter, prefix, exported, rows);
    long vectors = plain.values().stream().mapToLong(VectorChain::vectors).sum();
    assertThat(vectors).as("else nothing is compared").isGreaterThan(exported.events() / 10);
    assertThat(rows.found()).as("rows of the export, in order").isEqualTo(exported.rows());
    assertThat(exported.rows() + exported.dropped()).as("the rest had no label").isEqualTo(vectors);
    System.out.printf(
        "%s: %,d events of %d instruments, %,d vectors of %d features; export: %,d rows%n",
        chapter.name(),
        exported.events(),
        exported.sources().size(),
        vectors,
        chapter.features().size(),
        exported.rows());

    Path model = folder.resolve(prefix + "model");
    chapter.writeModel(model);
    int wide = chapter.wide();
    for (int[] parallelisms : new int[][] {{1}, {wide}, {1, wide, 1}}) {
      String name =
          prefix
              + IntStream.of(parallelisms)
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining("-"));
      JobConfig config = config(prefix, name, model, exported.sources());
      long begin = System.nanoTime();
      JobRun run =
          new JobRun(flink, config, ModelArtefact.read(model), folder.resolve(name))
              .over(exported.events(), parallelisms);
      assertThat(run.chains()).as("the job at parallelism " + name).isEqualTo(plain);
      assertInTheMiddle(run.stops(), exported.events(), vectors);
      assertSpread(run.stops(), exported.sources().size());
      System.out.printf(
          "  %s: %d s, %s%n", name, (System.nanoTime() - begin) / SECOND, run.stops());
    }
  }

  /** Every stop but the last lay between two others, and no event was read twice or never. */
  private static void assertInTheMiddle(List<JobRun.Stop> stops, long events, long vectors) {
    for (int i = 1; i < stops.size(); i++) {
      assertThat(stops.get(i - 1).read()).isBetween(1L, stops.get(i).read() - 1);
      assertThat(stops.get(i - 1).vectors()).isBetween(1L, stops.get(i).vectors() - 1);
    }
    JobRun.Stop end = stops.get(stops.size() - 1);
    assertThat(end.read()).isEqualTo(events);
    assertThat(end.vectors()).isEqualTo(vectors);
  }

  /** At a parallelism above 1 more than one task had something to do. */
  private static void assertSpread(List<JobRun.Stop> stops, int instruments) {
    for (JobRun.Stop stop : stops) {
      assertThat(stop.tasks())
          .isGreaterThanOrEqualTo(Math.min(instruments, stop.parallelism() > 1 ? 2 : 1));
    }
  }

  private ExportedVectors export(Chapter chapter, long most, String prefix, ExportedRows rows) {
    LogFormat format = new LogFormat();
    String topic = prefix + Topic.EVENTS.topicName();
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      ExportedVectors exported =
          chapter
              .log()
              .read(
                  most,
                  chapter.bar(),
                  chapter.features(),
                  new ExportedVectors.Listeners(
                      event ->
                          writer.write(
                              topic, event.instrument(), format.encode(event), event.availableAt()),
                      rows::add));
      writer.flush();
      return exported;
    }
  }

  private Map<String, VectorChain> loop(
      Chapter chapter, String prefix, ExportedVectors exported, ExportedRows rows) {
    PlainLoop loop =
        new PlainLoop(
            chapter.bar(),
            chapter.features(),
            exported.sources(),
            (instrument, nth, clock, features) -> rows.find(instrument, clock, features));
    LogFormat format = new LogFormat();
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", broker.bootstrapServers());
    try (TopicReader reader = new TopicReader(client, List.of(prefix + Topic.EVENTS.topicName()))) {
      reader.drain(
          record ->
              loop.step(
                  valid(
                      format.decode(record.value(), record.offset(), record.timestamp() * 1_000))));
    }
    return loop.chains();
  }

  private JobConfig config(
      String prefix, String group, Path model, Map<String, BarSource> sources) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "kafka.bootstrap-servers=" + broker.bootstrapServers(),
                "kafka.group-id=" + group,
                "kafka.start-offsets=earliest",
                "topics.prefix=" + prefix,
                "instruments=" + String.join(",", sources.keySet()),
                "model.path=" + model,
                "checkpoint.interval=10s"));
    sources.forEach(
        (name, source) -> settings.add("bars.source." + name + "=" + MetricId.labelValue(source)));
    return ConfigLoader.load(Job.SIGNAL, null, settings, Map.of());
  }

  private static LogEvent valid(Parsed<LogEvent> parsed) {
    if (parsed instanceof Parsed.Valid<LogEvent> valid) {
      return valid.value();
    }
    throw new AssertionError(parsed);
  }
}
