package io.tidemark.cli;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.demo.LogWriter;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.Replay;
import io.tidemark.recordings.ReplayCounts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark replay}: recorded data into the log of given brokers. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Writes recorded DATA into the log of the brokers that the configuration names.",
      "It is merged in the order in which it could be known, and written into "
          + "market.events.v1."
    },
    exitCodeList = {"0:every row is accounted for", "1:the counts do not balance"})
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private JobConfigOptions settings;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "closed bars before the data, to warm features up; may be repeated")
  private List<Path> history = new ArrayList<>();

  @Option(
      names = "--instrument",
      paramLabel = "NAME",
      description = "whose the DATA is, where its path does not say: ETH-USDT@binance")
  private @Nullable String instrument;

  @Parameters(
      arity = "1..*",
      paramLabel = "DATA",
      description = "recorded bars, trades, messages, funding, on-chain and macro series")
  private List<Path> data = new ArrayList<>();

  @Override
  public Integer call() {
    JobConfig job = settings.load(Job.SEQUENCE);
    List<String> topics =
        List.of(job.topic(Topic.EVENTS.topicName()), job.topic(Topic.DEAD_LETTERS.topicName()));
    new Preflight(job, List.of(), topics).run();
    List<DataFile> played = files(data);
    List<DataFile> before = files(history);
    DataFile.requireNameless(Stream.concat(played.stream(), before.stream()).toList(), instrument);
    try (Replay replay = Replay.open(played, before, references(job));
        TopicWriter writer = new TopicWriter(job.kafka().clientProperties())) {
      LogWriter log = new LogWriter(writer, job.kafka().topicPrefix());
      replay.forEachRemaining(log::write);
      log.flush();
      PrintWriter out = spec.commandLine().getOut();
      ReplayCounts counts = replay.counts();
      out.println(
          "%,d events of %s written into %s, %,d rows refused %s, %,d values not there"
              .formatted(
                  log.written(),
                  String.join(", ", replay.instruments()),
                  topics.get(0),
                  counts.refused(),
                  log.refused(),
                  counts.absent()));
      replay.ignored().forEach(out::println);
      counts.messages().forEach(recording -> recording.words().forEach(out::println));
      return counts.balances() ? 0 : 1;
    }
  }

  private static BiPredicate<String, String> references(JobConfig job) {
    return (log, of) ->
        job.instrument(log).filter(instrument -> instrument.references().contains(of)).isPresent();
  }

  private List<DataFile> files(List<Path> paths) {
    return paths.stream()
        .flatMap(path -> DataFile.recogniseEach(path, instrument).stream())
        .toList();
  }
}
