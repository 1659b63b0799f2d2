package io.tidemark.exchange;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.core.fact.Parsed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Recorded files, where they lie beside the repository. */
final class BinanceRecording {

  static final List<String> SPOT =
      List.of(
          "depth/binance_spot_BTCUSDT_raw_2024-08-08.txt.gz",
          "depth/binance_spot_BTCUSDT_raw_2024-08-09.txt.gz");
  static final List<String> USDM = List.of("depth/binance_usdm_BTCUSDT_raw_2024-08-08.txt.gz");
  static final List<String> COINM =
      List.of(
          "depth/binance_coinm_BTCUSD_PERP_raw_2024-08-08.txt.gz",
          "depth/binance_coinm_BTCUSD_PERP_raw_2024-08-09.txt.gz");

  private BinanceRecording() {}

  /** One after the other. */
  static List<Message> inOrder(List<String> names) throws IOException {
    List<Message> messages = new ArrayList<>();
    for (String name : names) {
      messages.addAll(messages(name));
    }
    return messages;
  }

  /** As they were received, across the files. */
  static List<Message> merged(List<String> names) throws IOException {
    List<Message> messages = inOrder(names);
    messages.sort(Comparator.comparingLong(Message::at));
    return messages;
  }

  static List<String> lines(String name) throws IOException {
    Path path =
        Path.of(System.getProperty("tidemark.root")).resolve("../shared/data").resolve(name);
    assumeTrue(Files.exists(path), "the recorded data is not beside the repository");
    try (InputStream file = Files.newInputStream(path);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    name.endsWith(".gz") ? new GZIPInputStream(file) : file,
                    StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  static JsonNode json(Message message) {
    return ((Parsed.Valid<JsonNode>) Json.parse(message.text())).value();
  }

  /** The event that a message carries; a missing node for what is no event. */
  static JsonNode event(Message message) {
    return Json.parse(message.text()) instanceof Parsed.Valid<JsonNode> valid
        ? valid.value().path("data")
        : MissingNode.getInstance();
  }

  static boolean isQuote(JsonNode event) {
    return event.has("B") && event.has("u");
  }

  private static List<Message> messages(String name) throws IOException {
    List<Message> messages = new ArrayList<>();
    long before = 0;
    for (String line : lines(name)) {
      if (!line.isEmpty()) {
        Message message = ((Parsed.Valid<Message>) RecordedLine.parse(line, before)).value();
        messages.add(message);
        before = message.at();
      }
    }
    return messages;
  }
}
