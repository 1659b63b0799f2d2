package io.tidemark.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/** What a broker needs to be told, sized for a laptop. */
public final class BrokerProperties {

  static final String HOST = "127.0.0.1";

  private static final String AUTHORIZER =
      "org.apache.kafka.metadata.authorizer.StandardAuthorizer";

  private BrokerProperties() {}

  static Properties of(Path directory, int port, int controllerPort) {
    Properties p = common();
    identity(p, directory, port, controllerPort);
    oneReplica(p);
    return p;
  }

  /** Without who it is, where it listens, and how many brokers hold a copy. */
  public static Properties common() {
    Properties p = new Properties();
    smallFootprint(p);
    p.setProperty("auto.create.topics.enable", "false");
    // Flink's exactly-once sink asks for its transaction.timeout.ms; this is the most it may ask.
    p.setProperty("transaction.max.timeout.ms", "900000");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
    // What is recorded may be years old: it must not be deleted because of its time.
    p.setProperty("log.retention.ms", "-1");
    p.setProperty("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    p.setProperty("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    // Nor may its producer be forgotten: what that tries again would be taken twice.
    p.setProperty("producer.id.expiration.ms", Integer.toString(Integer.MAX_VALUE));
    return p;
  }

  private static void identity(Properties p, Path directory, int port, int controllerPort) {
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", "1");
    p.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    p.setProperty("controller.listener.names", "CONTROLLER");
    p.setProperty(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    p.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
    p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.setProperty("log.dirs", directory.toAbsolutePath().toString());
  }

  /**
   * Adds a second door, for users with a password who may do only what the brokers' rights allow.
   * Who comes through the first one may do everything.
   */
  static void guard(Properties p, int port, Map<String, String> passwords) {
    String address = ",GUARDED://" + HOST + ":" + port;
    for (String key : List.of("listeners", "advertised.listeners")) {
      p.setProperty(key, p.getProperty(key) + address);
    }
    String protocols = "listener.security.protocol.map";
    p.setProperty(protocols, p.getProperty(protocols) + ",GUARDED:SASL_PLAINTEXT");
    StringJoiner users =
        new StringJoiner(" ", PlainLoginModule.class.getName() + " required ", ";");
    passwords.forEach((user, password) -> users.add("user_" + user + "=\"" + password + "\""));
    p.setProperty("listener.name.guarded.sasl.enabled.mechanisms", "PLAIN");
    p.setProperty("listener.name.guarded.plain.sasl.jaas.config", users.toString());
    p.setProperty("authorizer.class.name", AUTHORIZER);
    p.setProperty("super.users", "User:ANONYMOUS");
  }

  private static void oneReplica(Properties p) {
    p.setProperty("default.replication.factor", "1");
    p.setProperty("min.insync.replicas", "1");
    p.setProperty("offsets.topic.replication.factor", "1");
    p.setProperty("offsets.topic.num.partitions", "4");
    p.setProperty("transaction.state.log.replication.factor", "1");
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("transaction.state.log.num.partitions", "4");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
  }

  private static void smallFootprint(Properties p) {
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "2");
    p.setProperty("background.threads", "2");
    p.setProperty("num.recovery.threads.per.data.dir", "1");
    p.setProperty("log.cleaner.threads", "1");
    p.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
    p.setProperty("log.cleaner.io.buffer.size", "65536");
    p.setProperty("log.segment.bytes", "67108864");
    p.setProperty("log.index.size.max.bytes", "1048576");
    p.setProperty("transaction.state.log.segment.bytes", "8388608");
    p.setProperty("offsets.topic.segment.bytes", "8388608");
    p.setProperty("metadata.log.segment.bytes", "8388608");
    p.setProperty("socket.send.buffer.bytes", "-1");
    p.setProperty("socket.receive.buffer.bytes", "-1");
  }
}
