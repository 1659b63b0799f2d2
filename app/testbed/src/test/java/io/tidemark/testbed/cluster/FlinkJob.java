package io.tidemark.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.flink.topology.OperatorId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A submitted job, as the JobManager sees it. */
public final class FlinkJob {

  private final RestApi rest;
  private final String id;
  private final Callable<String> words;

  /**
   * @param words what the cluster's processes said, for a wait that was in vain
   */
  public FlinkJob(RestApi rest, String id, Callable<String> words) {
    this.rest = rest;
    this.id = id;
    this.words = words;
  }

  public String id() {
    return id;
  }

  /** Waits until every task runs. */
  public void awaitRunning() throws Exception {
    Patience.until("job " + id + " runs", this::isRunning, words);
  }

  /** Whether every task runs. */
  public boolean isRunning() throws IOException, InterruptedException {
    JsonNode job = rest.get("/jobs/" + id);
    for (JsonNode vertex : job.path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return job.path("state").asText().equals("RUNNING");
  }

  /** The tasks of which this operator is a part. */
  public List<Task> tasks(OperatorId operator) throws IOException, InterruptedException {
    List<Task> tasks = new ArrayList<>();
    for (JsonNode vertex : rest.get("/jobs/" + id).path("vertices")) {
      if (vertex.path("name").asText().contains(operator.displayName())) {
        JsonNode details = rest.get("/jobs/" + id + "/vertices/" + vertex.path("id").asText());
        for (JsonNode task : details.path("subtasks")) {
          tasks.add(
              new Task(
                  task.path("subtask").asInt(),
                  task.path("taskmanager-id").asText(),
                  task.path("metrics").path("read-records").asLong()));
        }
      }
    }
    return tasks;
  }

  /** The newest completed checkpoint; id 0 if there is none. */
  public Checkpoint checkpoint() throws IOException, InterruptedException {
    JsonNode all = rest.get("/jobs/" + id + "/checkpoints");
    JsonNode completed = all.path("latest").path("completed");
    return new Checkpoint(
        completed.path("id").asLong(),
        completed.path("trigger_timestamp").asLong(),
        all.path("counts").path("in_progress").asInt() > 0);
  }

  /** The checkpoint that the job was last restored from; 0 if it never was. */
  public long restoredFrom() throws IOException, InterruptedException {
    JsonNode all = rest.get("/jobs/" + id + "/checkpoints");
    return all.path("latest").path("restored").path("id").asLong();
  }

  /** How often the JobManager restarted it. */
  public int restarts() throws IOException, InterruptedException {
    return rest.get("/jobs/" + id + "/metrics?get=numRestarts").path(0).path("value").asInt();
  }

  /** Of the JobManager's own words: {@code RUNNING}, {@code RESTARTING}, {@code FAILED}... */
  public String state() throws IOException, InterruptedException {
    return rest.get("/jobs/" + id).path("state").asText();
  }

  /** The states of its tasks, such as {@code INITIALIZING}; one for each vertex. */
  public List<String> taskStates() throws IOException, InterruptedException {
    List<String> states = new ArrayList<>();
    for (JsonNode vertex : rest.get("/jobs/" + id).path("vertices")) {
      states.add(vertex.path("status").asText());
    }
    return states;
  }

  /** Where the newest complete checkpoint lies; empty before the first. */
  public String checkpointPath() throws IOException, InterruptedException {
    JsonNode completed = rest.get("/jobs/" + id + "/checkpoints").path("latest").path("completed");
    return completed.path("external_path").asText();
  }

  /** Bytes of the newest complete checkpoint; 0 before the first. */
  public long checkpointBytes() throws IOException, InterruptedException {
    JsonNode completed = rest.get("/jobs/" + id + "/checkpoints").path("latest").path("completed");
    return completed.path("state_size").asLong();
  }

  /** Checkpoints so far that did not complete. */
  public int failedCheckpoints() throws IOException, InterruptedException {
    return rest.get("/jobs/" + id + "/checkpoints").path("counts").path("failed").asInt();
  }

  /** Ends it without a savepoint; its checkpoints stay where its configuration says so. */
  public void cancel() throws Exception {
    rest.patch("/jobs/" + id + "?mode=cancel");
    Patience.until(
        "job " + id + " has ended",
        () -> List.of("CANCELED", "FAILED", "FINISHED").contains(state()),
        words);
  }

  /**
   * What it failed of, newest first: the exception's text and where the task ran. What came while
   * it was failing already stands behind the first.
   */
  public List<String> failures() throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    JsonNode history =
        rest.get("/jobs/" + id + "/exceptions?maxExceptions=1000").path("exceptionHistory");
    for (JsonNode entry : history.path("entries")) {
      failures.add(failure(entry));
      entry.path("concurrentExceptions").forEach(each -> failures.add(failure(each)));
    }
    return failures;
  }

  private static String failure(JsonNode exception) {
    return exception.path("stacktrace").asText().lines().findFirst().orElse("")
        + " @ "
        + exception.path("taskManagerId").asText();
  }

  /** The accumulator of this name, of this run of the tasks. */
  public long count(String accumulator) throws IOException, InterruptedException {
    JsonNode all = rest.get("/jobs/" + id + "/accumulators").path("user-task-accumulators");
    for (JsonNode each : all) {
      if (each.path("name").asText().equals(accumulator)) {
        return each.path("value").asLong();
      }
    }
    return 0;
  }

  /**
   * One task.
   *
   * @param index of the subtask
   * @param taskManager the resource id of the TaskManager where it runs
   * @param read records it has read from other tasks
   */
  public record Task(int index, String taskManager, long read) {}

  /**
   * A completed checkpoint.
   *
   * @param triggeredAt ms since the epoch
   * @param nextInProgress whether another one is under way
   */
  public record Checkpoint(long id, long triggeredAt, boolean nextInProgress) {}
}
