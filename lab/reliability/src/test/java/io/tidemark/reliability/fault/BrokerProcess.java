package io.tidemark.reliability.fault;

import io.tidemark.testbed.cluster.FlinkProcess;
import io.tidemark.testbed.cluster.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** A broker that can be killed, stopped and started again at its port, with the same log. */
final class BrokerProcess implements AutoCloseable {

  private final Path folder;
  private final int port;
  private FlinkProcess process;

  private BrokerProcess(Path folder, int port) throws Exception {
    this.folder = folder;
    this.port = port;
    this.process = launch();
  }

  static BrokerProcess start(Path folder) throws Exception {
    return new BrokerProcess(folder, freePort());
  }

  private FlinkProcess launch() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-Xmx768m",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + folder.resolve("tmp"),
            BrokerMain.class.getName(),
            folder.resolve("log-dir").toString(),
            Integer.toString(port));
    FlinkProcess launched =
        FlinkProcess.start(folder, System.getProperty("java.class.path"), folder, command);
    Patience.until(
        "the broker answers",
        () -> {
          if (!launched.isAlive()) {
            throw new IOException("the broker ended:\n" + launched.lastWords());
          }
          return launched.out().contains(BrokerMain.READY);
        },
        launched::lastWords);
    return launched;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  long pid() {
    return process.pid();
  }

  /** {@code kill -9}, and its exit code. */
  int kill() throws Exception {
    int code = process.kill();
    process.close();
    return code;
  }

  /** After a kill: the same port, the same log. */
  void startAgain() throws Exception {
    process = launch();
  }

  /** {@code STOP} or {@code CONT}. */
  void signal(String name) throws Exception {
    process.signal(name);
  }

  /** It runs, whatever was done to it. */
  void heal() throws Exception {
    if (process.isAlive()) {
      process.signal("CONT");
    } else {
      startAgain();
    }
  }

  @Override
  public void close() {
    process.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
