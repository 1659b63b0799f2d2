package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.order.Target;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.demo.DemoBroker;
import io.tidemark.demo.DemoHome;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Where to look: the brokers of the configuration that is given, or else those of the last demo.
 */
public final class TargetOptions {

  private static final Path HOME = DemoHome.OF_CHECKOUT;

  @Mixin private JobConfigOptions settings;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "of the demo to look at (default: .tidemark/demo)")
  private Path home = HOME;

  /** What is done there. */
  public interface Visit {
    /** Does it; the exit code. */
    int with(JobConfig config) throws Exception;
  }

  /** Reaches the brokers, and leaves none behind that was started for this. */
  public int visit(Job job, Visit visit) throws Exception {
    if (settings.namesFile()) {
      return visit.with(settings.load(job));
    }
    DemoHome demo = demo();
    try (DemoBroker broker = demo.broker()) {
      return visit.with(load(job, demo, broker));
    }
  }

  /** What is read there, without a broker where none is needed. */
  public interface Look {
    /** Reads it; the exit code. */
    int with(JobConfig config, TopicSource topics) throws Exception;
  }

  /**
   * Reads topics of the brokers, or of the last demo: in its files if it has ended in good order.
   */
  public int look(Job job, Look look) throws Exception {
    if (settings.namesFile()) {
      JobConfig config = settings.load(job);
      return look.with(config, TopicSource.at(config.kafka().clientProperties(), true));
    }
    DemoHome demo = demo();
    Path ended = demo.endedLog();
    if (ended != null) {
      return look.with(settings.load(job, demo.config()), TopicSource.in(ended));
    }
    try (DemoBroker broker = demo.broker()) {
      JobConfig config = load(job, demo, broker);
      return look.with(
          config, TopicSource.at(config.kafka().clientProperties(), broker.own() == null));
    }
  }

  /**
   * The same, but only where jobs may read what is done there: no broker is started over the data
   * of a demo that has ended.
   */
  public int visitRunning(Job job, Visit visit) throws Exception {
    if (settings.namesFile()) {
      return visit.with(settings.load(job));
    }
    DemoHome demo = demo();
    try (DemoBroker broker = demo.runningBroker()) {
      return visit.with(load(job, demo, broker));
    }
  }

  /** What a command has to be told to go there as well; empty for the demo of this folder. */
  public String words() {
    return settings.namesFile() ? settings.words() : home.equals(HOME) ? "" : " --home " + home;
  }

  /** The deployment of a configuration, or a demo's. */
  public Target target(JobConfig config) {
    return new Target(config, !settings.namesFile());
  }

  /** An order for other brokers must never reach a demo. */
  private DemoHome demo() {
    String brokers = KafkaSettings.BOOTSTRAP_SERVERS.key();
    if (settings.sets(brokers)) {
      throw new CommandFailedException(
          "--set "
              + brokers
              + " names brokers, but without --config the command goes to those of the demo. Give"
              + " the jobs' configuration with --config FILE, or leave that --set out.");
    }
    return DemoHome.at(home);
  }

  private JobConfig load(Job job, DemoHome demo, DemoBroker broker) throws IOException {
    return settings.load(
        job,
        demo.config(),
        KafkaSettings.BOOTSTRAP_SERVERS.key() + "=" + broker.bootstrapServers());
  }
}
