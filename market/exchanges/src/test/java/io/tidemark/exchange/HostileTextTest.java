package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recorded messages, cut off or with characters changed: none makes a protocol throw. */
final class HostileTextTest {

  private static final String CHARACTERS = "0123456789\"{}[]:,-.eEnulltrue \\\0\uD800";

  @ParameterizedTest
  @EnumSource
  void everyTextHasAnOutcome(Venue venue) {
    Venue recorded = venue == Venue.BINANCE_US ? Venue.BINANCE : venue; // they speak alike
    List<Message> messages = new ArrayList<>(Recording.of(recorded));
    messages.addAll(Recording.withMeaning(recorded));
    assertThat(messages).isNotEmpty();
    Random random = new Random(20240808);
    Protocol protocol = venue.open();
    for (int round = 0; round < 2; round++) {
      for (Message message : messages) {
        String text = message.text();
        if (text.isEmpty() || text.length() > 20_000) {
          protocol.read(message);
          continue;
        }
        assertThat(protocol.read(with(message, text.substring(0, random.nextInt(text.length())))))
            .isNotEmpty();
        assertThat(protocol.read(with(message, changed(text, random)))).isNotEmpty();
        assertThat(protocol.read(message)).isNotEmpty();
      }
    }
  }

  private static String changed(String text, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> text.replaceAll("\"?[0-9.]+\"?", "-1e999");
      case 1 -> text.replaceAll("\"([a-z_]+)\"", random.nextBoolean() ? "null" : "[]");
      default -> withOtherCharacters(text, random);
    };
  }

  private static String withOtherCharacters(String text, Random random) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      changed.setCharAt(
          random.nextInt(changed.length()), CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return changed.toString();
  }

  private static Message with(Message message, String text) {
    return new Message(message.kind(), message.url(), message.at(), text);
  }
}
