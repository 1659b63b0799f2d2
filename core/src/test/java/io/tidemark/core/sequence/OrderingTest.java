package io.tidemark.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderingTest {

  private static final long HOURS = 43 * 3_600_000_000L;

  @Test
  void arrivalsAreOrderedByWhenTheyCouldBeKnown() {
    List<Held> held = List.of(held("a", 0, 30, 0), held("b", 0, 10, 1), held("c", 0, 20, 2));
    assertThat(release(new Ordering(5, 100), held, 100)).containsExactly("b0", "c0", "a0");
  }

  @Test
  void whatHasNotWaitedLongEnoughStays() {
    List<Held> held = List.of(held("a", 0, 10, 0), held("b", 0, 20, 90));
    List<Held> rest = new Ordering(50, 100).release(held, 100, h -> {});
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0).event().origin().topic()).isEqualTo("b");
  }

  @Test
  void theOrderWithinAnOriginIsNeverChanged() {
    Random random = new Random(5);
    Ordering ordering = new Ordering(20, 50);
    List<Held> held = new ArrayList<>();
    Map<String, Long> last = new HashMap<>();
    Map<String, Long> next = new HashMap<>();
    int[] released = {0};
    for (int now = 0; now < 5_000; now++) {
      String topic = "abc".substring(random.nextInt(3)).substring(0, 1);
      long offset = next.merge(topic, 1L, Long::sum);
      held.add(held(topic, offset, now + random.nextInt(60) - 30, now));
      held =
          new ArrayList<>(
              ordering.release(
                  held,
                  now,
                  h -> {
                    Origin origin = h.event().origin();
                    Long before = last.put(origin.topic(), origin.offset());
                    assertThat(origin.offset()).isEqualTo(before == null ? 1 : before + 1);
                    released[0]++;
                  }));
      assertThat(held).hasSizeLessThanOrEqualTo(50);
    }
    assertThat(released[0] + held.size()).isEqualTo(5_000);
  }

  @Test
  void aCommandFarAheadGoesInItsTurnAndLetsNothingGoEarly() {
    List<Held> held = List.of(held("a", 0, 10, 0), command(0, HOURS, 1), held("b", 0, 20, 90));
    Ordering ordering = new Ordering(50, 100);
    List<Held> rest = ordering.release(held, 100, h -> {});
    assertThat(release(ordering, held, 100)).containsExactly("a0", "control0");
    assertThat(rest).singleElement().isEqualTo(held.get(2));
  }

  @Test
  void aCommandFarAheadHoldsNothingBackOfItsPartition() {
    List<Held> held =
        List.of(
            held("b", 0, 12, 0),
            command(0, HOURS, 1),
            held("control", 1, 15, 2),
            held("b", 1, 20, 3),
            held("a", 0, 14, 4));
    assertThat(release(new Ordering(5, 100), held, 100))
        .containsExactly("b0", "control0", "a0", "control1", "b1");
  }

  @Test
  void aCommandOfTheMarketsTimeIsOrderedByIt() {
    List<Held> held = List.of(command(0, 15, 0), held("a", 0, 10, 1), held("b", 0, 20, 2));
    assertThat(release(new Ordering(5, 100), held, 100)).containsExactly("a0", "control0", "b0");
  }

  @Test
  void aFactOfTheFutureOrOfAnUnknownInstrumentIsNotAdmitted() {
    Admission admission = new Admission(List.of("BTC-USDT@sim", "ETH-USDT@sim"), 60_000_000);
    assertThat(admission.admit(new Tick("*", 5), 0))
        .isEqualTo(Parsed.valid(List.of("BTC-USDT@sim", "ETH-USDT@sim")));
    assertThat(admission.admit(new Tick("BTC-USDT@sim", 60_000_000), 0))
        .isEqualTo(Parsed.valid(List.of("BTC-USDT@sim")));
    assertThat(reason(admission, new Tick("BTC-USDT@sim", 60_000_001)))
        .isEqualTo(RejectReason.IN_FUTURE);
    assertThat(reason(admission, new Tick("XRP-USDT@sim", 1)))
        .isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
  }

  @Test
  void aReferencesCandleGoesIntoTheLogsThatReferToItAndNothingElseOfItDoes() {
    String btc = "BTC-USDT@sim";
    String eth = "ETH-USDT@sim";
    String sol = "SOL-USDT@sim";
    Admission admission =
        new Admission(
            List.of(sol, btc, eth), Map.of(eth, List.of(btc), sol, List.of(btc, eth)), 60_000_000);
    assertThat(admission.admit(candle(btc), 0)).isEqualTo(Parsed.valid(List.of(btc, sol, eth)));
    assertThat(admission.admit(candle(eth), 0)).isEqualTo(Parsed.valid(List.of(eth, sol)));
    assertThat(admission.admit(candle(sol), 0)).isEqualTo(Parsed.valid(List.of(sol)));
    assertThat(admission.admit(new Tick(btc, 1), 0)).isEqualTo(Parsed.valid(List.of(btc)));
  }

  private static Candle candle(String instrument) {
    return new Candle(instrument, 0, 60_000_000, 60_000_000, 1, 1, 1, 1, 1);
  }

  private static RejectReason reason(Admission admission, Fact fact) {
    return ((Parsed.Rejected<List<String>>) admission.admit(fact, 0)).reason();
  }

  private static List<String> release(Ordering ordering, List<Held> held, long now) {
    List<String> out = new ArrayList<>();
    ordering.release(
        held, now, h -> out.add(h.event().origin().topic() + h.event().origin().offset()));
    return out;
  }

  private static Held command(long offset, long availableAt, long arrivedAt) {
    String instrument = "BTC-USDT@sim";
    return new Held(
        new LogEvent(
            instrument,
            availableAt,
            new Origin("control", 0, offset),
            -1,
            0,
            new Control(instrument, availableAt, availableAt, ControlCommand.KILL, "ann", "")),
        arrivedAt);
  }

  private static Held held(String topic, long offset, long availableAt, long arrivedAt) {
    String instrument = "BTC-USDT@sim";
    return new Held(
        new LogEvent(
            instrument,
            availableAt,
            new Origin(topic, 0, offset),
            -1,
            0,
            new Tick(instrument, availableAt)),
        arrivedAt);
  }
}
