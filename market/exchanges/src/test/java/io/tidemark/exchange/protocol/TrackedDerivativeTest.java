package io.tidemark.exchange.protocol;

import static io.tidemark.exchange.Conversation.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.exchange.Conversation;
import io.tidemark.exchange.protocol.TrackedDerivative.Value;
import org.junit.jupiter.api.Test;

/** What cannot be of a derivative is refused, whatever venue says it. */
final class TrackedDerivativeTest {

  private static final long AT = Conversation.AT;
  private static final long HOUR = 3_600_000_000L;

  private final TrackedDerivative derivative =
      new TrackedDerivative(new Listing("AAA-USD-PERP@venue", Unit.BASE));

  @Test
  void aPriceThatIsNoneIsRefusedAndNotKept() {
    derivative.value(Value.MARK_PRICE, 25, AT, AT);
    assertRefused(
        derivative.value(Value.MARK_PRICE, 0, AT, AT).get(0),
        RejectReason.NON_POSITIVE,
        "mark_price is 0.0, it must be above 0");
    assertRefused(
        derivative.value(Value.INDEX_PRICE, -1, AT, AT).get(0),
        RejectReason.NON_POSITIVE,
        "index_price is -1.0, it must be above 0");
    assertThat(derivative.markPrice()).isEqualTo(25);
  }

  @Test
  void anOpenInterestOrALiquidationBelowZeroIsRefused() {
    assertRefused(
        derivative.openInterest(-3, 25, AT, AT).get(0),
        RejectReason.OUT_OF_RANGE,
        "open_interest is -3.0, it must not be below 0");
    Outcome liquidation = derivative.liquidation("7", 25, -2, Side.SELL, AT, AT);
    assertRefused(
        liquidation, RejectReason.NON_POSITIVE, "liquidated_long is -2.0, it must be above 0");
    assertThat(liquidation.statement()).isNull();
  }

  @Test
  void aRateThatCannotBeIsNeitherStatedNorSettled() {
    derivative.fundingRate(0.002, AT + HOUR, AT + HOUR - 5, AT + HOUR - 5);
    Outcome wrong = derivative.fundingRate(9, AT + HOUR, AT + HOUR - 4, AT + HOUR - 4).get(0);
    assertRefused(wrong, RejectReason.OUT_OF_RANGE, "rate is 9.0, it must be within -1.0 and 1.0");
    assertThat(wrong.statement()).isNull();
    assertThat(derivative.fundingRate(9, AT)).isInstanceOf(Outcome.Refused.class);

    Outcome settled =
        derivative.fundingRate(0.003, AT + 9 * HOUR, AT + HOUR + 1, AT + HOUR + 1).get(0);
    assertThat(settled.toString()).contains("rate=0.002");
  }
}
