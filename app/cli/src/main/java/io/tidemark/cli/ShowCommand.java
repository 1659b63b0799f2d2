package io.tidemark.cli;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.RecordText;
import io.tidemark.client.drift.Figures;
import io.tidemark.client.drift.OpenedAlert;
import io.tidemark.client.drift.Page;
import io.tidemark.client.drift.TextReport;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark drift show}: the evidence of one drift alert. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the evidence of a drift alert.",
      "Both distribution functions, the gap between them, and what the alert tells about them."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class ShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TargetOptions target;

  @Parameters(
      arity = "0..1",
      paramLabel = "ALERT-ID",
      description = "the alert's id or how it begins (default: the newest that opened)")
  private String id = "";

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "writes the same as one HTML page, which needs nothing else")
  private @Nullable Path html;

  @Override
  public Integer call() throws Exception {
    return target.look(Job.SEQUENCE, this::show);
  }

  private int show(JobConfig config, TopicSource source) throws IOException {
    OpenedAlert wanted = new OpenedAlert(id);
    List<String> topic = List.of(config.topic(Topic.DRIFT_ALERTS.topicName()));
    OutputFormat<DriftAlert> format = Topic.DRIFT_ALERTS.format();
    try (TopicReader reader = source.open(topic)) {
      reader.drain(
          record -> {
            if (format.decode(record.value()) instanceof Parsed.Valid<DriftAlert> valid) {
              wanted.take(valid.value());
            }
          });
    }
    print(wanted);
    return 0;
  }

  private void print(OpenedAlert wanted) throws IOException {
    DriftAlert alert = wanted.opened();
    if (alert == null) {
      throw new CommandFailedException(
          id.isEmpty()
              ? "there is no drift alert yet"
              : "no drift alert's id begins with " + id + ": see ./tidemark tail alerts");
    }
    if (wanted.several()) {
      throw new CommandFailedException(
          "more than one drift alert's id begins with " + id + ": give more of it");
    }
    PrintWriter out = spec.commandLine().getOut();
    TextReport.of(alert).forEach(out::println);
    DriftAlert closed = wanted.closed();
    out.println(
        closed == null
            ? "It is still open."
            : "It closed at %s UTC; %s samples had confirmed it until then."
                .formatted(
                    RecordText.time(closed.eventTime()),
                    Figures.count(closed.occurrence().repeats())));
    Path file = html;
    if (file != null) {
      write(file, alert);
      out.println("The page: " + file);
    }
    out.flush();
  }

  private static void write(Path file, DriftAlert alert) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new CommandFailedException("--html must name a file in a folder that exists: " + file);
    }
    Files.writeString(file, Page.of(alert));
  }
}
