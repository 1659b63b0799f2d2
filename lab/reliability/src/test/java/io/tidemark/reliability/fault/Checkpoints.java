package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.client.checkpoint.CheckpointCheck;
import io.tidemark.client.checkpoint.CheckpointVerdict;
import io.tidemark.core.fact.Fact;
import io.tidemark.flink.SignalJob;
import io.tidemark.testbed.cluster.FlinkHome;
import io.tidemark.testbed.cluster.FlinkJob;
import io.tidemark.testbed.cluster.Patience;
import io.tidemark.testbed.cluster.StandaloneCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What can happen to a checkpoint that a job is to go on from. */
final class Checkpoints {

  private Checkpoints() {}

  /**
   * Of the newest one half of {@code _metadata} is missing: it must be refused, and the one before
   * it must do.
   */
  static Fault cut(int pace) {
    return (stage, run) -> {
      Patience.until(
          "there are two checkpoints",
          MarketRun.answered(() -> run.signal().checkpoint().id() >= 3),
          stage.cluster()::words);
      List<Fact> rest = run.interrupt();
      Path folder = Path.of(URI.create(run.signal().checkpointPath())).resolveSibling(".");
      run.endSignal();
      Path newest = newestOf(folder, 0);
      Path metadata = newest.resolve("_metadata");
      byte[] whole = Files.readAllBytes(metadata);
      Files.write(metadata, Arrays.copyOf(whole, whole.length / 2));
      CheckpointVerdict verdict = CheckpointCheck.look(newest);
      assertThat(verdict.state()).as(verdict.words()).isEqualTo(CheckpointVerdict.State.DAMAGED);
      String refusal = refusal(stage.cluster(), run, newest);
      Path older = newestOf(folder, 1);
      assertThat(verdict.words()).as("which one to take").contains(older.getFileName().toString());
      run.startSignal(older.toUri().toString());
      run.feedOn(rest, pace);
      run.awaitNewSignals(System.currentTimeMillis());
      return new Hit(
          "`_metadata` of %s cut from %,d bytes to its half; the job went on from %s"
              .formatted(newest.getFileName(), whole.length, older.getFileName()),
          refusal + "; `checkpoints check` refused with one sentence, which names the other",
          "",
          (after, judgement) ->
              // between the two checkpoints it had committed already: an older one says it again
              judgement.lost() + judgement.other() + judgement.missing() == 0
                  ? ""
                  : "not as in the calm run");
    };
  }

  /** What {@code flink run -s} says; it must not run. */
  private static String refusal(StandaloneCluster cluster, MarketRun run, Path checkpoint)
      throws Exception {
    FlinkHome.Answer answer =
        cluster.submit(
            SignalJob.class, 1, run.topics().file(), "-s", checkpoint.toUri().toString());
    if (answer.code() != 0) {
      return "`flink run -s` refused with code %d and %d lines"
          .formatted(answer.code(), answer.out().lines().count());
    }
    FlinkJob job = cluster.job(StandaloneCluster.jobId(answer));
    Patience.until(
        "the damage is noticed",
        MarketRun.answered(() -> job.state().equals("FAILED") || job.isRunning()),
        cluster::words);
    String state = job.state();
    if (!state.equals("FAILED")) {
      job.cancel();
    }
    assertThat(state).as("of a job with a damaged checkpoint").isEqualTo("FAILED");
    return "accepted by `flink run -s`, failed on the cluster";
  }

  private static Path newestOf(Path folder, int before) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> complete =
          files
              .filter(file -> Files.exists(file.resolve("_metadata")))
              .sorted(
                  Comparator.comparingInt(
                          (Path file) ->
                              Integer.parseInt(file.getFileName().toString().substring(4)))
                      .reversed())
              .toList();
      assertThat(complete).as("checkpoints that were kept").hasSizeGreaterThan(before);
      return complete.get(before);
    }
  }
}
