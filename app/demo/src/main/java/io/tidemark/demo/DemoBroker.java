package io.tidemark.demo;

import io.tidemark.testbed.EmbeddedBroker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A broker with the demo's topics.
 *
 * @param bootstrapServers where it answers
 * @param own the broker if it was started for this; null if a demo runs
 */
public record DemoBroker(String bootstrapServers, @Nullable EmbeddedBroker own)
    implements AutoCloseable {

  private static final int CONNECT_MILLIS = 1_000;
  private static final int LARGEST_PORT = 65_535;

  static DemoBroker running(String bootstrapServers) {
    return new DemoBroker(bootstrapServers, null);
  }

  static DemoBroker started(EmbeddedBroker broker) {
    return new DemoBroker(broker.bootstrapServers(), broker);
  }

  /** Whether somebody answers there; nobody does where {@code bootstrapServers} is no address. */
  static boolean answers(String bootstrapServers) {
    if (!bootstrapServers.matches("[^:\\s]+:\\d{1,5}")) {
      return false;
    }
    int colon = bootstrapServers.lastIndexOf(':');
    String host = bootstrapServers.substring(0, colon);
    int port = Integer.parseInt(bootstrapServers.substring(colon + 1));
    if (port > LARGEST_PORT) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobodyThere) {
      return false;
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
