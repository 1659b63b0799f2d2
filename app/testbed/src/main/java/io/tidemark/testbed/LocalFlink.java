package io.tidemark.testbed;

import io.tidemark.client.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A Flink cluster inside this process, with its web page. */
public final class LocalFlink implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int LARGEST_PORT = 65_535;

  private static final int SLOTS = 4;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final MiniCluster cluster;

  private LocalFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts a cluster.
   *
   * @param directory for its temporary files and checkpoints
   * @param webPort of the web page; 0 for any that is free
   * @param metricsPort at which Prometheus may read what is counted; 0 for none
   * @throws CommandFailedException if a port is taken
   */
  public static LocalFlink start(Path directory, int webPort, int metricsPort) throws Exception {
    List<String> unusable = unusable(webPort, metricsPort);
    if (!unusable.isEmpty()) {
      throw new CommandFailedException(String.join("; ", unusable));
    }
    Configuration settings = new Configuration();
    settings.set(RestOptions.ADDRESS, HOST);
    settings.set(RestOptions.BIND_ADDRESS, HOST);
    settings.set(RestOptions.BIND_PORT, Integer.toString(webPort));
    settings.set(RestOptions.PORT, webPort);
    settings.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    if (metricsPort > 0) {
      settings.setString(
          "metrics.reporter.prometheus.factory.class",
          "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
      settings.setString("metrics.reporter.prometheus.port", Integer.toString(metricsPort));
    }
    // counts travel with heartbeats, and people watch them
    settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    cluster.start();
    return new LocalFlink(cluster);
  }

  /** Where its web page is. */
  public String webPage() throws Exception {
    return "http://localhost:" + cluster.getRestAddress().get().getPort();
  }

  /** Submits what {@code env} was given; the name is what the web page shows. */
  public JobClient submit(StreamExecutionEnvironment env, String name) throws Exception {
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(name);
    var jobId = cluster.submitJob(graph.getJobGraph()).get().getJobID();
    return new MiniClusterJobClient(
        jobId, cluster, LocalFlink.class.getClassLoader(), JobFinalizationBehavior.NOTHING);
  }

  /**
   * What this part of a running job's completed checkpoints did not take longer than, end to end,
   * ms; NaN before the first.
   *
   * @param part such as 0.99
   */
  public double checkpointMillis(JobClient job, double part) throws Exception {
    CheckpointStatsSnapshot stats =
        cluster.getExecutionGraph(job.getJobID()).get().getCheckpointStatsSnapshot();
    return stats == null
        ? Double.NaN
        : stats.getSummaryStats().getEndToEndDurationStats().getQuantile(part);
  }

  /** Waits until every task of a job runs: a market in time-lapse does not wait for them. */
  public void awaitRunning(JobClient job) throws Exception {
    awaitRunning(job, () -> false);
  }

  /** The same, but not longer than until it is told to stop. */
  public void awaitRunning(JobClient job, BooleanSupplier stop) throws Exception {
    while (!stop.getAsBoolean() && !isRunning(job)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /**
   * Why a job had to start again.
   *
   * @param at ms since the epoch
   * @param cause first line of what is behind it
   */
  public record Failure(long at, String cause) {}

  /** The last one of a job, if there was any. */
  public Optional<Failure> lastFailure(JobClient job) throws Exception {
    ErrorInfo info = cluster.getExecutionGraph(job.getJobID()).get().getFailureInfo();
    return Optional.ofNullable(info)
        .map(error -> new Failure(error.getTimestamp(), firstLine(error.getException())));
  }

  private static String firstLine(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private boolean isRunning(JobClient job) throws Exception {
    AccessExecutionGraph graph = cluster.getExecutionGraph(job.getJobID()).get();
    if (graph.getState().isGloballyTerminalState()) {
      job.getJobExecutionResult().get(); // throws what it failed of
    }
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      if (task.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    try {
      cluster.closeAsync().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Flink did not end cleanly", e);
    }
  }

  /** What is wrong with these ports, a sentence each; nothing has been changed by then. */
  public static List<String> unusable(int webPort, int metricsPort) {
    return Stream.of(
            unusable(webPort, "Flink's web page", "--web-port", "0 takes any"),
            unusable(metricsPort, "Prometheus", "--metrics-port", "0 opens none"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> unusable(int port, String what, String option, String zero) {
    if (port == 0) {
      return Optional.empty();
    }
    if (port < 0 || port > LARGEST_PORT) {
      return Optional.of(option + " must be between 0 and " + LARGEST_PORT + ", was " + port);
    }
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "port %d for %s is taken: end what uses it, or choose another with %s (%s)"
              .formatted(port, what, option, zero));
    }
  }
}
