package io.tidemark.exchange.bitmex;

import static io.tidemark.exchange.Conversation.assertRefused;
import static io.tidemark.exchange.Conversation.passed;
import static io.tidemark.exchange.bitmex.BitmexMessages.INSTRUMENTS;
import static io.tidemark.exchange.bitmex.BitmexMessages.partial;
import static io.tidemark.exchange.bitmex.BitmexMessages.trade;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.Venue;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BitmexProtocolTest {

  private final Conversation bitmex = new Conversation(Venue.BITMEX);

  @BeforeEach
  void listInstruments() {
    List<Outcome> outcomes = bitmex.answer("https://www.bitmex.com/api/v1", INSTRUMENTS);
    assertThat(outcomes).hasSize(2).contains(passed(NoFact.REFERENCE));
    assertRefused(outcomes.get(1), RejectReason.UNDECODABLE, "a contract is worth 0.0");
  }

  @Test
  void aTradeIsAFactOnceAndOnlyIfItWasMadeInTheMarket() {
    assertThat(bitmex.trade(trade("XBTUSD", 1, 1, 1, "a", ""))).isNotNull();
    assertThat(bitmex.passed(trade("XBTUSD", 1, 1, 1, "a", ""))).isEqualTo(NoFact.REPEATED);
    assertThat(bitmex.passed(trade("XBTUSD", 1, 1, 1, "b", ",\"trdType\":\"Settlement\"")))
        .isEqualTo(NoFact.NOT_KEPT);
    assertThat(bitmex.passed(trade("XBTUSD", 1, 1, 1, "c", "").replace("insert", "partial")))
        .isEqualTo(NoFact.HISTORY);
  }

  @Test
  void aBarIsACandleThatEndsAtItsTime() {
    String row =
        """
        {"table":"tradeBin1m","action":"insert","data":[{"symbol":"XBTUSD","open":10000,
         "high":9990,"low":9950,"close":9960,"volume":300,"homeNotional":0.03,
         "timestamp":"2020-09-13T12:26:00.000Z"}]}\
        """;
    Candle candle = bitmex.fact(Candle.class, row);
    assertThat(candle.start()).isEqualTo(1_599_999_900_000_000L);
    assertThat(candle.length()).isEqualTo(60_000_000);
    assertThat(candle.high()).isEqualTo(10_000);
    assertThat(candle.volume()).isEqualTo(0.03);
    assertThat(bitmex.passed(row.replace("insert", "partial"))).isEqualTo(NoFact.HISTORY);
  }

  @Test
  void otherMessagesHaveTheirReasons() {
    assertThat(bitmex.passed("pong")).isEqualTo(NoFact.HEARTBEAT);
    assertThat(bitmex.passed("{\"info\":\"Welcome\"}")).isEqualTo(NoFact.CONNECTION);
    assertThat(bitmex.passed("{\"success\":true,\"subscribe\":\"trade:XBTUSD\"}"))
        .isEqualTo(NoFact.CONNECTION);
    assertRefused(
        bitmex.one("{\"status\":400,\"error\":\"Unknown table\"}"),
        RejectReason.INCONSISTENT,
        "Unknown table");
    assertThat(bitmex.passed("{\"table\":\"quote\",\"action\":\"insert\",\"data\":[]}"))
        .isEqualTo(NoFact.SUMMARY);
    assertRefused(bitmex.one(trade("NOBODY", 1, 1, 1, "a", "")), RejectReason.UNKNOWN_INSTRUMENT);
    assertRefused(
        bitmex.one(partial().replace("XBTUSD", "NOBODY")), RejectReason.UNKNOWN_INSTRUMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[]",
        "null",
        "{}",
        "{\"table\":\"trade\"}",
        "{\"table\":\"trade\",\"action\":\"insert\"}",
        "{\"table\":\"other\",\"action\":\"insert\",\"data\":[]}",
        "{\"table\":\"trade\",\"action\":\"insert\",\"data\":[5]}",
        "{\"table\":\"orderBookL2\",\"action\":\"insert\",\"data\":[{\"symbol\":5}]}"
      })
  void whatIsNoMessageIsRefused(String text) {
    assertRefused(bitmex.one(text), RejectReason.UNDECODABLE);
  }
}
