package io.tidemark.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One JobManager and some TaskManagers, each a process of its own, as Flink's standalone session
 * cluster; bound to the loopback address.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final int JOB_MANAGER_HEAP = 384;
  private static final int TASK_MANAGER_HEAP = 320;

  /** A key of ours in its configuration: who answers on a port must know our value. */
  private static final String IDENTITY = "tidemark.test.cluster";

  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final FlinkHome home;
  private final Path folder;
  private final RestApi rest;
  private final List<FlinkProcess> jobManager = new ArrayList<>();
  private final Map<String, FlinkProcess> taskManagers = new LinkedHashMap<>();

  private StandaloneCluster(FlinkHome home, Path folder, RestApi rest) {
    this.home = home;
    this.folder = folder;
    this.rest = rest;
  }

  /** Starts a JobManager and {@code taskManagers} with {@code slots} each. */
  static StandaloneCluster start(Path folder, int taskManagers, int slots) throws Exception {
    String identity = UUID.randomUUID().toString();
    int restPort = freePort();
    FlinkHome home = FlinkHome.in(folder, settings(folder, identity, restPort, slots));
    StandaloneCluster cluster = new StandaloneCluster(home, folder, new RestApi(restPort));
    boolean started = false;
    try {
      cluster.startJobManager(identity);
      for (int i = 0; i < taskManagers; i++) {
        cluster.addTaskManager();
      }
      cluster.awaitTaskManagers();
      started = true;
    } finally {
      if (!started) {
        cluster.close();
      }
    }
    return cluster;
  }

  private void startJobManager(String identity) throws Exception {
    FlinkProcess process =
        home.start(
            "jobmanager",
            JOB_MANAGER_HEAP,
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            "--configDir",
            home.conf().toString());
    jobManager.add(process);
    Patience.until(
        "our JobManager answers",
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the JobManager ended:\n" + process.lastWords());
          }
          return knows(identity);
        },
        process::lastWords);
  }

  private boolean knows(String identity) throws InterruptedException {
    try {
      for (JsonNode entry : rest.get("/jobmanager/config")) {
        if (entry.path("key").asText().equals(IDENTITY)) {
          return entry.path("value").asText().equals(identity);
        }
      }
      return false;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Starts one more, and returns its resource id at once. */
  String addTaskManager() throws IOException {
    String id = "taskmanager-" + (taskManagers.size() + 1);
    taskManagers.put(
        id,
        home.start(
            id,
            TASK_MANAGER_HEAP,
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            "--configDir",
            home.conf().toString(),
            "-Dtaskmanager.resource-id=" + id,
            "-Dio.tmp.dirs=" + folder.resolve(id).resolve("tmp")));
    return id;
  }

  /** Waits until all that were started are registered. */
  void awaitTaskManagers() throws Exception {
    Patience.until(
        taskManagers.keySet() + " are registered",
        () -> {
          JsonNode known = rest.get("/taskmanagers").path("taskmanagers");
          return known.findValuesAsText("id").containsAll(taskManagers.keySet());
        },
        this::words);
  }

  /** One TaskManager's process. */
  FlinkProcess taskManager(String id) {
    FlinkProcess process = taskManagers.get(id);
    if (process == null) {
      throw new AssertionError("no TaskManager " + id + " among " + taskManagers.keySet());
    }
    return process;
  }

  /** All that were started, by resource id. */
  Map<String, FlinkProcess> taskManagers() {
    return taskManagers;
  }

  /** {@code flink run -d}, and returns when all tasks run. */
  FlinkJob run(Class<?> mainClass, int parallelism, Path config, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "-d", "-p", "" + parallelism));
    words.addAll(List.of(more));
    words.addAll(List.of("-c", mainClass.getName(), FlinkHome.JOB_JAR.toString()));
    words.addAll(List.of("--config", config.toString()));
    FlinkHome.Answer answer = home.flink(words.toArray(String[]::new));
    FlinkJob job = new FlinkJob(rest, found(JOB_ID, answer), this::words);
    job.awaitRunning();
    return job;
  }

  /** {@code flink stop}; the savepoint's path. */
  String stop(FlinkJob job) throws Exception {
    String savepoints = folder.resolve("savepoints").toUri().toString();
    return found(SAVEPOINT, home.flink("stop", "--savepointPath", savepoints, job.id()));
  }

  private static String found(Pattern pattern, FlinkHome.Answer answer) {
    Matcher matcher = pattern.matcher(answer.out());
    if (answer.code() != 0 || !matcher.find()) {
      throw new AssertionError("flink ended with " + answer.code() + ":\n" + answer.out());
    }
    return matcher.group(1);
  }

  /** What the processes said last. */
  String words() throws IOException {
    Map<String, FlinkProcess> all = new TreeMap<>(taskManagers);
    jobManager.forEach(process -> all.put("jobmanager", process));
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, FlinkProcess> each : all.entrySet()) {
      text.append("--- ").append(each.getKey()).append('\n').append(each.getValue().lastWords());
    }
    return text.toString();
  }

  @Override
  public void close() {
    for (FlinkProcess process : taskManagers.values()) {
      process.close();
    }
    for (FlinkProcess process : jobManager) {
      process.close();
    }
  }

  private static Map<String, Object> settings(Path folder, String identity, int restPort, int slots)
      throws IOException {
    Map<String, Object> settings = new TreeMap<>();
    settings.put(IDENTITY, identity);
    settings.put("jobmanager.rpc.address", "127.0.0.1");
    settings.put("jobmanager.rpc.port", freePort());
    settings.put("jobmanager.bind-host", "127.0.0.1");
    settings.put("taskmanager.host", "127.0.0.1");
    settings.put("taskmanager.bind-host", "127.0.0.1");
    settings.put("rest.address", "127.0.0.1");
    settings.put("rest.bind-address", "127.0.0.1");
    settings.put("rest.port", restPort);
    settings.put("io.tmp.dirs", folder.resolve("jobmanager/tmp"));
    settings.put("web.upload.dir", folder.resolve("jobmanager/upload"));
    settings.put("classloader.parent-first-patterns.additional", "ai.onnxruntime");
    settings.put("execution.checkpointing.dir", folder.resolve("checkpoints").toUri());
    // How soon a dead TaskManager is missed.
    settings.put("heartbeat.interval", "1 s");
    settings.put("heartbeat.timeout", "5 s");
    // What the REST API says is to be of now.
    settings.put("web.refresh-interval", "100 ms");
    settings.put("metrics.fetcher.update-interval", "100 ms");
    settings.put("taskmanager.numberOfTaskSlots", slots);
    settings.put("taskmanager.load-balance.mode", "SLOTS");
    memory(settings);
    return settings;
  }

  /** Without the distribution's scripts every part has to be said. */
  private static void memory(Map<String, Object> settings) {
    settings.put("taskmanager.cpu.cores", 1);
    settings.put("taskmanager.memory.task.heap.size", "192 mb");
    settings.put("taskmanager.memory.task.off-heap.size", "64 mb");
    settings.put("taskmanager.memory.framework.heap.size", "128 mb");
    settings.put("taskmanager.memory.framework.off-heap.size", "64 mb");
    settings.put("taskmanager.memory.managed.size", "128 mb");
    settings.put("taskmanager.memory.network.min", "32 mb");
    settings.put("taskmanager.memory.network.max", "32 mb");
    settings.put("taskmanager.memory.jvm-metaspace.size", "256 mb");
    settings.put("taskmanager.memory.jvm-overhead.min", "192 mb");
    settings.put("taskmanager.memory.jvm-overhead.max", "192 mb");
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return probe.getLocalPort();
    }
  }
}
