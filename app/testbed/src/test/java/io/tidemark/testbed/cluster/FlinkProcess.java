package io.tidemark.testbed.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process, known by its handle; it does not outlive this JVM. */
public final class FlinkProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path folder;
  private final Thread atExit;

  private FlinkProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.atExit = new Thread(process::destroyForcibly, "end of " + process.pid());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts it; what it prints goes to {@code folder/out}, its log to {@code folder/log}, its
   * temporary files to {@code folder/tmp}.
   *
   * @param classPath as {@code java -cp} takes it
   */
  public static FlinkProcess start(Path folder, String classPath, Path conf, List<String> command)
      throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    ProcessBuilder builder = new ProcessBuilder(command);
    // A variable, because a long class path does not belong on a command line.
    builder.environment().put("CLASSPATH", classPath);
    builder.environment().put("FLINK_CONF_DIR", conf.toString());
    builder.environment().remove("HADOOP_CONF_DIR");
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("out").toFile());
    return new FlinkProcess(builder.start(), folder);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its temporary files. */
  public Path tmp() {
    return folder.resolve("tmp");
  }

  /** All it has printed so far. */
  public String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  /** What it printed, and the end of its log. */
  public String lastWords() throws IOException {
    Path log = folder.resolve("log");
    String text = Files.exists(log) ? Files.readString(log) : "";
    return out() + text.substring(Math.max(0, text.length() - 4_000));
  }

  /** Waits until it has ended by itself, and says with which code. */
  public int exitCode(long seconds) throws IOException, InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("did not end within " + seconds + " s; it said:\n" + lastWords());
    }
    return process.exitValue();
  }

  /**
   * {@code kill -STOP} or {@code kill -CONT}: it stands still and is not dead, or goes on.
   *
   * @param name of the signal, such as {@code STOP}
   */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " " + pid() + " ended with " + kill.exitValue());
    }
  }

  /** {@code kill -9}; returns the exit code when it has ended. */
  public int kill() throws IOException, InterruptedException {
    process.destroyForcibly();
    return exitCode(PATIENCE_SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
