package io.tidemark.exchange.bitmex;

import static io.tidemark.exchange.Conversation.fact;
import static io.tidemark.exchange.bitmex.BitmexMessages.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a perpetual beside its trades and its book. */
final class BitmexDerivativeTest {

  private final Conversation bitmex = listed();

  @Test
  void aFundingRateIsAFactWhenItIsSettled() {
    String row =
        """
        {"table":"funding","action":"insert","data":[{"symbol":"XBTUSD","fundingRate":0.0001,
         "timestamp":"2020-09-13T12:00:00.000Z"}]}\
        """;
    Funding funding = bitmex.fact(Funding.class, row);
    assertThat(funding.rate()).isEqualTo(0.0001);
    assertThat(funding.eventTime()).isEqualTo(1_599_998_400_000_000L);
    assertThat(bitmex.passed(row.replace("insert", "partial"))).isEqualTo(NoFact.HISTORY);
  }

  @Test
  void aSellingLiquidationEndsALongPosition() {
    Metric metric =
        bitmex.fact(
            Metric.class,
            """
            {"table":"liquidation","action":"insert","data":[{"orderID":"x","symbol":"XBTUSD",
             "side":"Sell","price":10000,"leavesQty":500}]}\
            """);
    assertThat(metric.name()).isEqualTo("liquidated_long");
    assertThat(metric.value()).isEqualTo(0.05);
  }

  @Test
  void anInstrumentsPricesAreMetrics() {
    List<Outcome> outcomes =
        bitmex.receive(
            """
            {"table":"instrument","action":"update","data":[{"symbol":"ETHUSD","markPrice":501.5,
             "indicativeSettlePrice":500,"timestamp":"2020-09-13T12:00:00.000Z"}]}\
            """);
    assertThat(outcomes.stream().map(it -> fact(Metric.class, it)).map(Metric::name))
        .containsExactly("mark_price", "index_price");
    assertThat(fact(Metric.class, outcomes.get(0)).value()).isEqualTo(501.5);
    assertThat(
            bitmex.passed(
                """
                {"table":"instrument","action":"update","data":[{"symbol":"XBTUSD",
                 "volume":7}]}\
                """))
        .isEqualTo(NoFact.SUMMARY);
  }

  @Test
  void openInterestAndTheRateThatSettlesAreSaidWithTheInstrument() {
    String row =
        """
        {"table":"instrument","action":"update","data":[{"symbol":"XBTUSD",%s
         "timestamp":"2020-09-13T12:00:00.000Z"}]}\
        """;
    assertThat(bitmex.passed(row.formatted("\"openInterest\":5000,"))).isEqualTo(NoFact.NOT_KEPT);
    List<Outcome> outcomes =
        bitmex.receive(
            row.formatted(
                "\"markPrice\":10000,\"openInterest\":5000,\"fundingRate\":0.0002,"
                    + "\"fundingTimestamp\":\"2020-09-13T20:00:00.000Z\","));
    assertThat(outcomes).hasSize(3);
    assertThat(fact(Metric.class, outcomes.get(1)).value()).isEqualTo(0.5);
    assertThat(outcomes.get(2))
        .isEqualTo(
            new Outcome.Passed(
                NoFact.UNSETTLED,
                new Statement.FundingRate(
                    "BTC-USD-PERP@bitmex",
                    1_599_998_400_000_000L,
                    0.0002,
                    1_600_027_200_000_000L)));
    assertThat(bitmex.passed(row.formatted("\"markPrice\":10000,"))).isEqualTo(NoFact.SUMMARY);
    assertThat(bitmex.passed(row.formatted("\"state\":\"Settled\",\"markPrice\":5,")))
        .isEqualTo(NoFact.SUMMARY);
  }
}
