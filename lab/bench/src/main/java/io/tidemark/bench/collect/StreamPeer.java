package io.tidemark.bench.collect;

import io.tidemark.testbed.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/**
 * The other end of a collector, in a process of its own: a Kafka broker and a venue. Reads lines
 * {@code KIND COUNT PER_SECOND}; answers with the ports of a venue that sends it, and to {@code
 * started} with when it began.
 */
public final class StreamPeer {

  private StreamPeer() {}

  /** Begins, and ends with its input. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("tidemark-collect");
    StreamServer server = null;
    String made = "";
    VenueStream stream = VenueStream.of(VenueStream.Kind.BINANCE_TRADES, 0);
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("KAFKA " + broker.bootstrapServers());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("started") && server != null) {
          System.out.println("STARTED " + server.startedAt());
          continue;
        }
        if (server != null) {
          server.close();
        }
        String[] words = line.split(" ", 3);
        VenueStream.Kind kind = VenueStream.Kind.valueOf(words[0]);
        if (!made.equals(words[0] + words[1])) {
          made = words[0] + words[1];
          stream = VenueStream.of(kind, Integer.parseInt(words[1]));
        }
        server = new StreamServer(kind, stream, Long.parseLong(words[2]));
        System.out.println("VENUE " + server.socketPort() + " " + server.restPort());
      }
    } finally {
      if (server != null) {
        server.close();
      }
      FileUtils.deleteDirectory(folder.toFile());
    }
  }
}
