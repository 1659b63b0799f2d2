package io.tidemark.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tidemark.client.doctor.Brokers;
import io.tidemark.client.doctor.Checkpoints;
import io.tidemark.client.doctor.Finding;
import io.tidemark.client.doctor.Finding.Verdict;
import io.tidemark.client.doctor.Installation;
import io.tidemark.client.doctor.ModelCheck;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.Preflight;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tidemark doctor}: whether the jobs would run here. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks whether the jobs would run, and says what to do where not.",
      "Versions, brokers, topics, the model, memory, checkpoints and clocks. Changes " + "nothing."
    },
    exitCodeList = {"0:no problem", "1:there is a problem", "2:the configuration is wrong"})
public final class DoctorCommand implements Callable<Integer> {

  private final InstantSource wall;
  private final Duration limit;

  @Spec private CommandSpec spec;

  @Mixin private JobConfigOptions settings;

  @Option(
      names = "--flink-conf",
      paramLabel = "DIR",
      description = "where the cluster's config.yaml is (default: $FLINK_CONF_DIR)",
      defaultValue = "${env:FLINK_CONF_DIR}")
  private @Nullable Path flinkConf;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  /** Holds the brokers' clock against this machine's. */
  public DoctorCommand() {
    this(InstantSource.system(), Preflight.TIME_LIMIT);
  }

  DoctorCommand(InstantSource wall, Duration limit) {
    this.wall = wall;
    this.limit = limit;
  }

  @Override
  public Integer call() throws IOException {
    // a configuration of the sequence job alone is looked at as well
    JobConfig loaded = settings.load(Job.SEQUENCE);
    List<Finding> findings = new ArrayList<>(Installation.look());
    try (AdminClusterView cluster = new AdminClusterView(loaded.kafka(), limit)) {
      findings.addAll(new Brokers(loaded, cluster, wall).look());
    }
    findings.addAll(ModelCheck.look(loaded, flinkConf));
    findings.add(Checkpoints.look(loaded));
    findings.add(Checkpoints.kept(flinkConf));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      out.println(mapper.writeValueAsString(findings));
    } else {
      print(findings, out);
    }
    out.flush();
    return count(findings, Verdict.PROBLEM) == 0 ? 0 : 1;
  }

  private static void print(List<Finding> findings, PrintWriter out) {
    for (Finding each : findings) {
      out.println("%-12s %-16s %s".formatted(each.verdict().words(), each.check(), each.words()));
    }
    out.println(
        "%d checks: %d ok, %d problems, %d cannot tell"
            .formatted(
                findings.size(),
                count(findings, Verdict.OK),
                count(findings, Verdict.PROBLEM),
                count(findings, Verdict.CANNOT_TELL)));
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(each -> each.verdict() == verdict).count();
  }
}
