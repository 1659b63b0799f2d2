package io.tidemark.testbed;

import io.tidemark.client.topic.BrokerUnavailableException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker (KRaft, one node, broker and controller) in this process, bound to the
 * loopback address. Its log lies in the directory it is given and outlives it: a later broker on
 * the same directory is the same cluster.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  /** Somebody may take a port between its choice and the broker's bind. */
  private static final int ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final String clusterId;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, String clusterId) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.clusterId = clusterId;
  }

  /**
   * Starts a broker on free ports and returns when it answers.
   *
   * @param directory for its log; created and formatted when new, reused when it holds a log
   * @throws BrokerUnavailableException with one sentence, when it cannot be started
   */
  public static EmbeddedBroker start(Path directory) {
    for (int attempt = 1; ; attempt++) {
      try {
        return start(directory, freePort());
      } catch (BrokerUnavailableException e) {
        if (attempt == ATTEMPTS || !isBusyPort(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * Starts a broker that clients reach on {@code port}.
   *
   * @param directory for its log; created and formatted when new, reused when it holds a log
   * @throws BrokerUnavailableException with one sentence, when it cannot be started
   */
  public static EmbeddedBroker start(Path directory, int port) {
    refuseBusy(port);
    return start(directory, port, BrokerProperties.of(directory, port, freePort()));
  }

  /**
   * Starts a broker on free ports that also has a door for users with a password (SASL/PLAIN), who
   * may do only what they were granted; through the other door anybody may do everything.
   *
   * @param guardedPort of that door, free
   * @param passwords by user
   * @throws BrokerUnavailableException with one sentence, when it cannot be started
   */
  public static EmbeddedBroker startGuarded(
      Path directory, int guardedPort, Map<String, String> passwords) {
    int port = freePort();
    Properties properties = BrokerProperties.of(directory, port, freePort());
    BrokerProperties.guard(properties, guardedPort, passwords);
    return start(directory, port, properties);
  }

  private static EmbeddedBroker start(Path directory, int port, Properties properties) {
    String clusterId = new StorageDirectory(directory).clusterId(properties);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    EmbeddedBroker broker =
        new EmbeddedBroker(server, BrokerProperties.HOST + ":" + port, clusterId);
    boolean answers = false;
    try {
      server.startup();
      broker.compareClusterId();
      answers = true;
    } catch (BrokerUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(port, e);
    } finally {
      if (!answers) {
        // Whatever went wrong, an Error too: half a broker would keep the process alive.
        broker.close();
      }
    }
    return broker;
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The id that the directory was formatted with. */
  public String clusterId() {
    return clusterId;
  }

  /**
   * Creates topics that do not exist yet; existing ones stay as they are. Returns when all can be
   * written: of a producer that comes before a partition's leader, the second batch may be taken
   * and the first one refused for ever as out of order.
   *
   * @param partitions number of partitions per topic
   * @param configs topic configuration per topic; a topic without an entry has the defaults
   * @throws BrokerUnavailableException when the broker does not create them in time
   */
  public void createTopics(
      Map<String, Integer> partitions, Map<String, Map<String, String>> configs) {
    try (Admin admin = admin()) {
      var present = await(admin.listTopics().names(), "list its topics");
      List<NewTopic> missing =
          partitions.entrySet().stream()
              .filter(topic -> !present.contains(topic.getKey()))
              .map(
                  topic ->
                      new NewTopic(topic.getKey(), Optional.of(topic.getValue()), Optional.empty())
                          .configs(configs.getOrDefault(topic.getKey(), Map.of())))
              .toList();
      await(admin.createTopics(missing).all(), "create its topics");
      awaitKnown(admin, missing.stream().map(NewTopic::name).toList());
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (NewTopic topic : missing) {
        for (int i = 0; i < topic.numPartitions(); i++) {
          ends.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
        }
      }
      await(admin.listOffsets(ends).all(), "lead its topics"); // only a leader answers
    }
  }

  /** The controller creates topics before the broker has heard of them. */
  private void awaitKnown(Admin admin, List<String> topics) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!await(admin.listTopics().names(), "list its topics").containsAll(topics)) {
      if (System.nanoTime() - until > 0) {
        throw new BrokerUnavailableException(
            "The embedded Kafka broker on " + bootstrapServers + " does not show its new topics.");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  /**
   * Deletes topics with all that they hold.
   *
   * @throws BrokerUnavailableException when the broker does not delete them in time
   */
  public void deleteTopics(Collection<String> topics) {
    try (Admin admin = admin()) {
      await(admin.deleteTopics(topics).all(), "delete topics");
    }
  }

  /** Ends the broker and waits until it has ended; the directory stays. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Two brokers may meet on one port: what is measured there would be worthless. */
  private void compareClusterId() {
    try (Admin admin = admin()) {
      String reached = await(admin.describeCluster().clusterId(), "say its cluster id");
      if (!clusterId.equals(reached)) {
        throw new BrokerUnavailableException(
            "Another Kafka cluster ("
                + reached
                + ") answers on "
                + bootstrapServers
                + ": stop it or choose another port.");
      }
    }
  }

  private Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private <T> T await(KafkaFuture<T> answer, String what) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerUnavailableException(
          "The embedded Kafka broker on " + bootstrapServers + " could not " + what + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailableException("Interrupted while the Kafka broker started.", e);
    }
  }

  private static void refuseBusy(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, loopback())) {
      probe.setReuseAddress(true);
    } catch (IOException e) {
      throw busy(port, e);
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, loopback())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new BrokerUnavailableException(
          "No free port was found on " + BrokerProperties.HOST + ": " + e.getMessage(), e);
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static BrokerUnavailableException failed(int port, RuntimeException e) {
    return isBusyPort(e)
        ? busy(port, e)
        : new BrokerUnavailableException(
            "The embedded Kafka broker could not start: " + e.getMessage(), e);
  }

  private static BrokerUnavailableException busy(int port, Exception cause) {
    return new BrokerUnavailableException(
        "Port "
            + port
            + " on "
            + BrokerProperties.HOST
            + " is in use: stop the program that holds it or choose another port.",
        cause);
  }

  private static boolean isBusyPort(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
