package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.Protocol;
import io.tidemark.exchange.protocol.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of exchanges mean what an independent implementation says, beside the repository ({@code
 * ../shared/data/messages}). For each venue {@code resources/messages/VENUE.txt} states two things:
 *
 * <ul>
 *   <li>{@code contract SYMBOL INSTRUMENT base|linear X|inverse X}: what a symbol stands for, and
 *       by which rule its amounts are base currency;
 *   <li>{@code differs GROUP | SEQ | REASON}: where we read a message otherwise, and why.
 * </ul>
 */
final class MessageMeaningsTest {

  private static final Path MEANINGS = Path.of("src/test/resources/messages");

  static Stream<String> venues() throws IOException {
    try (Stream<Path> files = Files.list(MEANINGS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("venues")
  void messagesMeanWhatAnIndependentImplementationSays(String venue) throws IOException {
    List<String> messages = Recording.lines("messages/" + venue + ".jsonl");
    Map<String, MessageMeanings.Contract> contracts = new HashMap<>();
    Map<String, String> explained = new TreeMap<>();
    for (String line : Files.readAllLines(MEANINGS.resolve(venue + ".txt"))) {
      if (line.startsWith("contract ")) {
        String[] parts = line.split(" ", -1);
        contracts.put(parts[1], new MessageMeanings.Contract(parts[2], unit(parts)));
      } else if (line.startsWith("differs ")) {
        String[] parts = line.substring("differs ".length()).split(" \\| ", -1);
        explained.put(parts[0] + " | " + parts[1], parts[2]);
      }
    }
    Map<String, String> differences = differences(venue, messages, contracts);
    assertThat(differences.keySet())
        .as("differences, each to be explained or mended: %s", words(differences))
        .isEqualTo(explained.keySet());
  }

  private static Map<String, String> differences(
      String venue, List<String> messages, Map<String, MessageMeanings.Contract> contracts) {
    Map<String, Protocol> protocols = new HashMap<>();
    Map<String, MessageMeanings> meanings = new HashMap<>();
    Map<String, String> differences = new TreeMap<>();
    int equal = 0;
    for (String text : messages) {
      JsonNode line = Recording.tree(text);
      String group = line.path("group").asText();
      Protocol protocol =
          protocols.computeIfAbsent(group, any -> Venue.ofName(venue).orElseThrow().open());
      MessageMeanings both = meanings.computeIfAbsent(group, any -> new MessageMeanings(contracts));
      List<String> expected = both.expected(line);
      List<String> ours = both.ours(protocol, line);
      if (expected.equals(ours)) {
        equal += expected.size();
      } else {
        differences.put(
            group + " | " + line.path("seq").asText(),
            "%n  theirs %s%n  ours   %s%n  of     %s"
                .formatted(expected, ours, line.path("message")));
      }
    }
    System.out.printf(
        "%s: %d meanings equal, %d messages differ%n", venue, equal, differences.size());
    return differences;
  }

  private static String words(Map<String, String> differences) {
    StringBuilder words = new StringBuilder();
    new LinkedHashMap<>(differences)
        .forEach((where, what) -> words.append("%n%s%s".formatted(where, what)));
    return words.toString();
  }

  private static Unit unit(String[] parts) {
    return switch (parts[3]) {
      case "base" -> Unit.BASE;
      case "linear" -> new Unit.Linear(Double.parseDouble(parts[4]));
      case "inverse" -> new Unit.Inverse(Double.parseDouble(parts[4]));
      default -> throw new UncheckedIOException(new IOException("no unit: " + parts[3]));
    };
  }
}
