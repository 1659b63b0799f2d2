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
public final class StandaloneCluster implements AutoCloseable {

  private static final int JOB_MANAGER_HEAP = 384;
  private static final int TASK_MANAGER_HEAP = 320;

  /** A key of ours in its configuration: who answers on a port must know our value. */
  private static final String IDENTITY = "tidemark.test.cluster";

  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final FlinkHome home;
  private final Path folder;
  private final RestApi rest;
  private final String identity;
  private final List<FlinkProcess> jobManager = new ArrayList<>();
  private final Map<String, FlinkProcess> taskManagers = new LinkedHashMap<>();
  private int started;

  private StandaloneCluster(FlinkHome home, Path folder, RestApi rest, String identity) {
    this.home = home;
    this.folder = folder;
    this.rest = rest;
    this.identity = identity;
  }

  /** Starts a JobManager and {@code taskManagers} with {@code slots} each. */
  public static StandaloneCluster start(Path folder, int taskManagers, int slots) throws Exception {
    return start(folder, taskManagers, slots, Map.of());
  }

  /**
   * The same with more settings, or others.
   *
   * @param more keys and values of {@code config.yaml}
   */
  public static StandaloneCluster start(
      Path folder, int taskManagers, int slots, Map<String, ?> more) throws Exception {
    String identity = UUID.randomUUID().toString();
    int restPort = freePort();
    Map<String, Object> settings = settings(folder, identity, restPort, slots);
    settings.putAll(more);
    FlinkHome home = FlinkHome.in(folder, settings);
    StandaloneCluster cluster =
        new StandaloneCluster(home, folder, new RestApi(restPort), identity);
    boolean started = false;
    try {
      cluster.startJobManager();
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

  /** Starts one in the place of one that was killed; with HA it takes up the jobs. */
  public void startJobManager() throws Exception {
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
          return isOurs();
        },
        process::lastWords);
  }

  private boolean isOurs() throws InterruptedException {
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

  /** Of the process that leads. */
  public long jobManagerPid() {
    return jobManager.get(jobManager.size() - 1).pid();
  }

  /** {@code kill -9} of the JobManager. */
  public void killJobManager() throws Exception {
    jobManager.remove(jobManager.size() - 1).kill();
  }

  /** {@code kill -9} of one TaskManager, which is none of ours from then on. */
  public void kill(String id) throws Exception {
    taskManager(id).kill();
    taskManagers.remove(id);
  }

  /** A job that runs, or ran, here. */
  public FlinkJob job(String id) {
    return new FlinkJob(rest, id, this::words);
  }

  /** Starts one more, and returns its resource id at once. */
  public String addTaskManager() throws IOException {
    String id = "taskmanager-" + ++started;
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

  /** There are a JobManager and so many TaskManagers, none of which stands still. */
  public void heal(int wanted) throws Exception {
    if (!jobManager.isEmpty() && !jobManager.get(jobManager.size() - 1).isAlive()) {
      killJobManager(); // it ended by itself
    }
    if (jobManager.isEmpty()) {
      startJobManager();
    }
    for (String id : List.copyOf(taskManagers.keySet())) {
      if (!taskManager(id).isAlive() || taskManagers.size() > wanted) {
        kill(id);
      } else {
        taskManager(id).signal("CONT");
      }
    }
    while (taskManagers.size() < wanted) {
      addTaskManager();
    }
    awaitTaskManagers();
  }

  /** Waits until all that were started are registered. */
  public void awaitTaskManagers() throws Exception {
    Patience.until(
        taskManagers.keySet() + " are registered", this::areTaskManagersKnown, this::words);
  }

  private boolean areTaskManagersKnown() throws InterruptedException {
    try {
      JsonNode known = rest.get("/taskmanagers").path("taskmanagers");
      return known.findValuesAsText("id").containsAll(taskManagers.keySet());
    } catch (IOException noLeader) {
      return false; // 503 until a JobManager leads again
    }
  }

  /** One TaskManager's process. */
  public FlinkProcess taskManager(String id) {
    FlinkProcess process = taskManagers.get(id);
    if (process == null) {
      throw new AssertionError("no TaskManager " + id + " among " + taskManagers.keySet());
    }
    return process;
  }

  /** All that were started, by resource id. */
  public Map<String, FlinkProcess> taskManagers() {
    return taskManagers;
  }

  /** {@code flink run -d}, and returns when all tasks run. */
  public FlinkJob run(Class<?> mainClass, int parallelism, Path config, String... more)
      throws Exception {
    FlinkHome.Answer answer = submit(mainClass, parallelism, config, more);
    FlinkJob job = new FlinkJob(rest, found(JOB_ID, answer), this::words);
    job.awaitRunning();
    return job;
  }

  /** {@code flink run -d}, whatever becomes of it. */
  public FlinkHome.Answer submit(Class<?> mainClass, int parallelism, Path config, String... more)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("run", "-d", "-p", "" + parallelism));
    words.addAll(List.of(more));
    words.addAll(List.of("-c", mainClass.getName(), FlinkHome.JOB_JAR.toString()));
    words.addAll(List.of("--config", config.toString()));
    return home.flink(words.toArray(String[]::new));
  }

  /** {@code flink stop}; the savepoint's path. */
  public String stop(FlinkJob job) throws Exception {
    String savepoints = folder.resolve("savepoints").toUri().toString();
    return found(SAVEPOINT, home.flink("stop", "--savepointPath", savepoints, job.id()));
  }

  /** The id that {@code flink run -d} printed. */
  public static String jobId(FlinkHome.Answer answer) {
    return found(JOB_ID, answer);
  }

  private static String found(Pattern pattern, FlinkHome.Answer answer) {
    Matcher matcher = pattern.matcher(answer.out());
    if (answer.code() != 0 || !matcher.find()) {
      throw new AssertionError("flink ended with " + answer.code() + ":\n" + answer.out());
    }
    return matcher.group(1);
  }

  /** What the processes said last. */
  public String words() throws IOException {
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
