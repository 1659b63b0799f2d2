package io.tidemark.cli.log;

import io.tidemark.cli.demo.DemoBroker;
import io.tidemark.cli.demo.DemoHome;
import io.tidemark.flink.config.ConfigLoader;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to look: the brokers of a job's configuration, or those of the last demo. */
final class Place {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root", "."));

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the jobs' configuration; without it, the last demo is looked at")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a job option, stronger than the file")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "of the demo to look at (default: .tidemark/demo)")
  private Path home = ROOT.resolve(".tidemark/demo");

  /** What is done there. */
  interface Visit {
    int with(JobConfig config) throws Exception;
  }

  /** Reaches the brokers, and leaves none behind that was started for this. */
  int visit(Job job, Visit visit) throws Exception {
    if (config != null) {
      return visit.with(ConfigLoader.load(job, config, settings));
    }
    DemoHome demo = DemoHome.at(home);
    try (DemoBroker broker = demo.broker()) {
      return visit.with(load(job, demo, broker));
    }
  }

  /**
   * The same, but only where jobs may read what is done there: no broker is started over the data
   * of a demo that has ended.
   */
  int visitRunning(Job job, Visit visit) throws Exception {
    if (config != null) {
      return visit.with(ConfigLoader.load(job, config, settings));
    }
    DemoHome demo = DemoHome.at(home);
    try (DemoBroker broker = demo.runningBroker()) {
      return visit.with(load(job, demo, broker));
    }
  }

  /** Whether it is a demo, whose market has a time of its own. */
  boolean isDemo() {
    return config == null;
  }

  private JobConfig load(Job job, DemoHome demo, DemoBroker broker) throws IOException {
    List<String> all = new ArrayList<>(settings);
    all.add("kafka.bootstrap-servers=" + broker.bootstrapServers());
    return ConfigLoader.load(job, demo.config(), all);
  }
}
