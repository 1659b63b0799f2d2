package io.tidemark.reliability.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** One broker of several, which votes for their controller; it ends when its parent does. */
final class VoterMain {

  private VoterMain() {}

  /** With a file of properties; the directory that it names is formatted. */
  public static void main(String[] args) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
      properties.load(in);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    server.startup();
    System.out.println(BrokerMain.READY);
    while (System.in.read() >= 0) {
      // nobody writes; the end of the input is the parent's
    }
    server.shutdown();
    server.awaitShutdown();
  }
}
