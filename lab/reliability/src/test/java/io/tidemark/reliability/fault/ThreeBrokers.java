package io.tidemark.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testbed.BrokerProperties;
import io.tidemark.testbed.cluster.FlinkProcess;
import io.tidemark.testbed.cluster.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers, each a process that votes for their controller, every partition on all of them and
 * two of three needed for a write. What one of them says to another goes through a {@link Link};
 * clients reach each of them directly.
 *
 * <p>A link needs no rights and no other network: broker {@code f} knows broker {@code t} as {@code
 * 127.0.f.t}, by a file of hosts of its own, and there the link listens. Linux has all of these
 * addresses.
 */
final class ThreeBrokers implements AutoCloseable {

  private static final int COUNT = 3;
  private static final String CLUSTER = Uuid.randomUuid().toString();

  private final List<FlinkProcess> processes = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();
  private final int[] clientPorts = freePorts();
  private final int[] brokerPorts = freePorts();
  private final int[] controllerPorts = freePorts();

  /** A link, and between whom. */
  private record Way(int from, int to, Link link) {}

  private ThreeBrokers() throws IOException {}

  static ThreeBrokers start(Path folder) throws Exception {
    ThreeBrokers brokers = new ThreeBrokers();
    boolean started = false;
    try {
      brokers.connect();
      for (int id = 1; id <= COUNT; id++) {
        brokers.launch(id, Files.createDirectories(folder.resolve("broker-" + id)));
      }
      for (FlinkProcess each : brokers.processes) {
        Patience.until("the broker answers", () -> answers(each), each::lastWords);
      }
      started = true;
    } finally {
      if (!started) {
        brokers.close();
      }
    }
    return brokers;
  }

  private static boolean answers(FlinkProcess broker) throws IOException {
    if (!broker.isAlive()) {
      throw new IOException("a broker ended:\n" + broker.lastWords());
    }
    return broker.out().contains(BrokerMain.READY);
  }

  private void connect() throws IOException {
    for (int from = 1; from <= COUNT; from++) {
      for (int to = 1; to <= COUNT; to++) {
        if (from != to) {
          for (int[] ports : new int[][] {brokerPorts, controllerPorts}) {
            Link link = Link.open(address(from, to), address(to, to), ports[to - 1]);
            ways.add(new Way(from, to, link));
          }
        }
      }
    }
  }

  /** Where {@code from} finds {@code to}. */
  private static InetAddress address(int from, int to) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, (byte) from, (byte) to});
  }

  private void launch(int id, Path folder) throws Exception {
    Path file = folder.resolve("server.properties");
    try (OutputStream out = Files.newOutputStream(file)) {
      properties(id, folder.resolve("log-dir")).store(out, null);
    }
    format(file);
    Path hosts = folder.resolve("hosts");
    List<String> lines =
        new ArrayList<>(List.of("127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName()));
    for (int to = 1; to <= COUNT; to++) {
      lines.add(address(id, to).getHostAddress() + " " + host(to));
    }
    Files.write(hosts, lines);
    processes.add(
        FlinkProcess.start(
            folder,
            System.getProperty("java.class.path"),
            folder,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-Djdk.net.hosts.file=" + hosts,
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                VoterMain.class.getName(),
                file.toString())));
  }

  private static String host(int id) {
    return "broker-" + id;
  }

  private static void format(Path file) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] command = {"format", "--cluster-id", CLUSTER, "--config", file.toString()};
    int code = StorageTool.execute(command, new PrintStream(said, true, StandardCharsets.UTF_8));
    assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private Properties properties(int id, Path log) throws IOException {
    String own = address(id, id).getHostAddress();
    int client = clientPorts[id - 1];
    int broker = brokerPorts[id - 1];
    Properties p = BrokerProperties.common();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", Integer.toString(id));
    p.setProperty("log.dirs", log.toString());
    p.setProperty(
        "controller.quorum.voters",
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(each -> each + "@" + host(each) + ":" + controllerPorts[each - 1])
            .collect(Collectors.joining(",")));
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty("inter.broker.listener.name", "BROKER");
    p.setProperty(
        "listener.security.protocol.map", "CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty(
        "listeners",
        "CLIENT://127.0.0.1:%d,BROKER://%s:%d,CONTROLLER://%s:%d"
            .formatted(client, own, broker, own, controllerPorts[id - 1]));
    p.setProperty(
        "advertised.listeners",
        "CLIENT://127.0.0.1:%d,BROKER://%s:%d".formatted(client, host(id), broker));
    copies(p);
    return p;
  }

  private static void copies(Properties p) {
    p.setProperty("default.replication.factor", "3");
    p.setProperty("min.insync.replicas", "2");
    p.setProperty("offsets.topic.replication.factor", "3");
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.replication.factor", "3");
    p.setProperty("transaction.state.log.min.isr", "2");
    p.setProperty("transaction.state.log.num.partitions", "4");
    // how soon one that nobody hears is missed
    p.setProperty("broker.heartbeat.interval.ms", "500");
    p.setProperty("broker.session.timeout.ms", "3000");
    p.setProperty("replica.lag.time.max.ms", "5000");
  }

  String bootstrapServers() {
    return IntStream.of(clientPorts)
        .mapToObj(port -> "127.0.0.1:" + port)
        .collect(Collectors.joining(","));
  }

  /** Between this one and the two others nothing goes through; clients still reach all three. */
  void part(int id) {
    of(id).forEach(way -> way.link.cut(true));
  }

  /** All hear each other. */
  void heal() {
    ways.forEach(way -> way.link.cut(false));
  }

  /** How often something was to go between this one and the others, and did not. */
  long held(int id) {
    return of(id).stream().mapToLong(way -> way.link.held()).sum();
  }

  private List<Way> of(int id) {
    return ways.stream().filter(way -> way.from == id || way.to == id).toList();
  }

  @Override
  public void close() throws IOException {
    for (FlinkProcess each : processes) {
      each.close();
    }
    for (Way way : ways) {
      way.link.close();
    }
  }

  private static int[] freePorts() throws IOException {
    int[] ports = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      try (ServerSocket probe = new ServerSocket(0, 1, address(i + 1, i + 1))) {
        ports[i] = probe.getLocalPort();
      }
    }
    return ports;
  }
}
