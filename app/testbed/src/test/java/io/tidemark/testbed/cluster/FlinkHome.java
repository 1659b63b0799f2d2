package io.tidemark.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What an installed Flink is made of: {@code conf/}, {@code lib/}, and its command line. */
public final class FlinkHome {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));

  /** Flink's own jars, log4j and ONNX Runtime; nothing that the job jar has to bring. */
  public static final Path LIB = ROOT.resolve("docker/flink-lib/target/lib");

  /** What is submitted. */
  public static final Path JOB_JAR = ROOT.resolve("flink-jobs/target/tidemark-jobs.jar");

  private static final long COMMAND_SECONDS = 120;

  /** As Flink's scripts have them; the compiler's flags are for a quick start on few cores. */
  private static final List<String> JVM =
      List.of(
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  private static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.file.ref = file
      appender.file.type = File
      appender.file.name = file
      appender.file.fileName = ${sys:log.file}
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1} - %m%n
      """;

  private final Path folder;
  private final AtomicInteger commands = new AtomicInteger();

  private FlinkHome(Path folder) {
    this.folder = folder;
  }

  /** With {@code settings} as its {@code config.yaml}. */
  public static FlinkHome in(Path folder, Map<String, Object> settings) throws IOException {
    assertThat(LIB).as("mvn verify makes it").isDirectory();
    assertThat(JOB_JAR).as("mvn verify makes it").isRegularFile();
    FlinkHome home = new FlinkHome(folder);
    Files.createDirectories(home.conf());
    Files.writeString(home.conf().resolve("log4j.properties"), LOGGING);
    Files.writeString(
        home.conf().resolve("config.yaml"),
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue() + "\n")
                .collect(Collectors.joining()));
    return home;
  }

  /** Where {@code config.yaml} lies. */
  public Path conf() {
    return folder.resolve("conf");
  }

  /** Jars that lie here are on the class path of every process, as if they lay in {@code lib/}. */
  public Path moreJars() {
    return folder.resolve("lib");
  }

  /** Starts one of Flink's main classes with a folder of its own. */
  public FlinkProcess start(String name, int heapMegabytes, String mainClass, String... arguments)
      throws IOException {
    Path own = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Djava.io.tmpdir=" + own.resolve("tmp"));
    command.add("-Dlog.file=" + own.resolve("log"));
    command.add("-Dlog4j.configurationFile=" + conf().resolve("log4j.properties"));
    command.add(mainClass);
    Collections.addAll(command, arguments);
    String classPath = LIB.resolve("*") + File.pathSeparator + moreJars().resolve("*");
    return FlinkProcess.start(own, classPath, conf(), command);
  }

  /** {@code flink ARGUMENTS...}, to its end. */
  public Answer flink(String... arguments) throws IOException, InterruptedException {
    String name = "command-" + commands.incrementAndGet();
    try (FlinkProcess command =
        start(name, 256, "org.apache.flink.client.cli.CliFrontend", arguments)) {
      int code = command.exitCode(COMMAND_SECONDS);
      return new Answer(code, command.out());
    }
  }

  /**
   * What a command said.
   *
   * @param code its exit code
   * @param out what it printed
   */
  public record Answer(int code, String out) {}
}
