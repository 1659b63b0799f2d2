package io.tidemark.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.client.CommandFailedException;
import io.tidemark.simulator.Scenario;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoRunTest {

  /** A job that starts: Flink makes no savepoint of it, but can cancel it. */
  private static final class Starting implements JobClient {
    private boolean cancelled;

    @Override
    public JobID getJobID() {
      return new JobID();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
      return CompletableFuture.completedFuture(JobStatus.INITIALIZING);
    }

    @Override
    public CompletableFuture<Void> cancel() {
      cancelled = true;
      return CompletableFuture.allOf();
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
        boolean drain, @Nullable String directory, SavepointFormatType format) {
      return refused();
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
        @Nullable String directory, SavepointFormatType format) {
      return refused();
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
      return refused();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
      return refused();
    }

    private static <T> CompletableFuture<T> refused() {
      return CompletableFuture.failedFuture(new IllegalStateException("not all tasks run"));
    }
  }

  private final Starting job = new Starting();

  @Test
  void aStopWhileTheJobStartsIsOneSentenceAndEndsIt(@TempDir Path directory) {
    assertThatThrownBy(() -> run(directory).end(job, true))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("stopped while the signal job did not run");
    assertThat(job.cancelled).isTrue();
  }

  @Test
  void theFileSaysWhatRanAndNotWhatASettingReplaced() {
    String ran =
        DemoRun.ran(
            "# why 95\nsignal.min-strength: 95\ninstruments: [A, B]\n",
            List.of("signal.min-strength=60", "model.store=C:\\a \"b\""));

    assertThat(ran.lines())
        .containsExactly(
            "# why 95",
            "signal.min-strength: \"60\"",
            "instruments: [A, B]",
            "model.store: \"C:\\\\a \\\"b\\\"\"");
  }

  @Test
  void withoutSettingsTheFileStaysAsItIs() {
    String yaml =
        new SimulatedFeed(Scenario.demo(), 7, 600, Path.of("models/demo-linear/2")).configuration();

    assertThat(DemoRun.ran(yaml, List.of())).isEqualTo(yaml);
  }

  @Test
  void withoutAStopAJobThatCannotBeEndedIsAFault(@TempDir Path directory) {
    assertThatThrownBy(() -> run(directory).end(job, false)).isInstanceOf(ExecutionException.class);
    assertThat(job.cancelled).isFalse();
  }

  private static DemoRun run(Path directory) {
    SimulatedFeed feed = new SimulatedFeed(Scenario.demo(), 7, 600, directory);
    PrintStream out = System.out;
    return new DemoRun(feed, DemoHome.at(directory), 0, 0, List.of(), () -> true, out);
  }
}
