package io.tidemark.reliability.fault;

import io.tidemark.testbed.cluster.FlinkHome;
import io.tidemark.testbed.cluster.FlinkProcess;
import io.tidemark.testbed.cluster.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One ZooKeeper, of Flink's own jars, so that a JobManager may die. */
final class ZooKeeperProcess implements AutoCloseable {

  private final FlinkProcess process;
  private final Path folder;
  private final int port;

  private ZooKeeperProcess(FlinkProcess process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  static ZooKeeperProcess start(Path folder) throws Exception {
    int port = freePort();
    Path data = Files.createDirectories(folder.resolve("data"));
    Path file = folder.resolve("zoo.cfg");
    Files.write(
        file,
        List.of(
            "tickTime=2000",
            "dataDir=" + data,
            "clientPort=" + port,
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false",
            "server.1=127.0.0.1:" + freePort() + ":" + freePort()));
    FlinkProcess process =
        FlinkProcess.start(
            folder,
            FlinkHome.LIB.resolve("*").toString(),
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-Dzookeeper.admin.enableServer=false",
                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                "--zkConfigFile",
                file.toString(),
                "--peerId",
                "1"));
    Patience.until("ZooKeeper answers", () -> answers(process, port), process::lastWords);
    return new ZooKeeperProcess(process, folder, port);
  }

  private static boolean answers(FlinkProcess process, int port) throws IOException {
    if (!process.isAlive()) {
      throw new IOException("ZooKeeper ended:\n" + process.lastWords());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What Flink has to be told. */
  Map<String, Object> settings() {
    return Map.of(
        "high-availability.type",
        "zookeeper",
        "high-availability.zookeeper.quorum",
        "127.0.0.1:" + port,
        "high-availability.storageDir",
        folder.resolve("jobs").toUri(),
        "high-availability.cluster-id",
        "/reliability",
        // so long a JobManager that was killed counts as the leader; Flink's default is a minute
        "high-availability.zookeeper.client.session-timeout",
        "20 s");
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
