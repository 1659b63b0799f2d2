package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.layout.TopicCheck;
import io.tidemark.client.layout.TopicCreation;
import io.tidemark.client.layout.TopicDifference;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.flink.topology.TopicLayout;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tidemark topics}: the topics of a deployment, created and checked by one table. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Creates the topics of a deployment, or checks them.",
      "Where sequence.tick is 0 ms the market says itself what time it is; the input topics then"
          + " have CreateTime."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class TopicsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Creates those that are not there, with all their settings.",
        "Those that are there stay as they are."
      })
  int create(
      @Mixin JobConfigOptions settings,
      @Option(
              names = "--partitions",
              paramLabel = "N",
              description =
                  "of each topic that may have any number, as many as tasks may read it; never"
                      + " change it later (default: ${DEFAULT-VALUE})",
              defaultValue = "" + TopicLayout.PARTITIONS)
          int partitions,
      @Option(
              names = "--replication",
              paramLabel = "N",
              description = "copies of each record (default: one on each broker, at most 3)",
              defaultValue = "0",
              showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
          int replication,
      @Option(names = "--dry-run", description = "prints Kafka's commands and creates nothing")
          boolean dryRun) {
    if (partitions < 1 || replication < 0) {
      throw new CommandFailedException(
          "--partitions must be 1 or more, was %d; --replication must be 0 or more, was %d"
              .formatted(partitions, replication));
    }
    JobConfig config = settings.load(Job.SEQUENCE);
    PrintWriter out = spec.commandLine().getOut();
    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), Preflight.TIME_LIMIT)) {
      TopicCreation creation = new TopicCreation(config, cluster, partitions, replication);
      List<TopicLayout> missing = creation.missing();
      missing.forEach(
          layout -> out.println(dryRun ? creation.command(layout) : creation.words(layout)));
      if (!dryRun && !missing.isEmpty()) {
        creation.create(missing, Preflight.TIME_LIMIT);
      }
      out.println(
          "%d topics %s, %d were there"
              .formatted(
                  missing.size(),
                  dryRun ? "would be created" : "created",
                  Topic.ALL.size() - missing.size()));
      out.flush();
      return 0;
    } catch (ClusterViewException e) {
      throw unreachable(config, e);
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Says of every topic what is not as it should be, and the command that mends it.",
      exitCodeList = {"0:all as it should be", "1:something differs"})
  int check(
      @Mixin JobConfigOptions settings,
      @Option(
              names = "--replication",
              paramLabel = "N",
              description =
                  "copies of each record that there should be (default: one on each broker, at most"
                      + " 3)",
              defaultValue = "0",
              showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
          int replication) {
    if (replication < 0) {
      throw new CommandFailedException("--replication must be 0 or more, was " + replication);
    }
    JobConfig config = settings.load(Job.SEQUENCE);
    PrintWriter out = spec.commandLine().getOut();
    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), Preflight.TIME_LIMIT)) {
      List<TopicDifference> differences =
          new TopicCheck(config, cluster, replication).differences();
      for (TopicDifference each : differences) {
        out.println(
            "%s: %s is %s, should be %s, %s"
                .formatted(each.topic(), each.key(), each.is(), each.should(), each.why()));
        out.println("    " + each.command());
      }
      out.println(
          differences.isEmpty()
              ? "%d topics, all as they should be".formatted(Topic.ALL.size())
              : "%d of %d topics differ"
                  .formatted(
                      differences.stream().map(TopicDifference::topic).distinct().count(),
                      Topic.ALL.size()));
      out.flush();
      return differences.isEmpty() ? 0 : 1;
    } catch (ClusterViewException e) {
      throw unreachable(config, e);
    }
  }

  private static CommandFailedException unreachable(JobConfig config, ClusterViewException e) {
    return new CommandFailedException(
        "the brokers at %s do not answer, or refuse: %s"
            .formatted(config.kafka().bootstrapServers(), e.getMessage()),
        e);
  }
}
