package io.tidemark.bench.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the comparison rests on: whatever is not the same is seen, and where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorChainTest {

  private static final int EVENTS = 25_000;
  private static final String SPOILT = "ETH-USDT@sim";
  private static final PlainLoop.Listener NOBODY = (instrument, nth, clock, features) -> {};

  private final Chapter chapter = Chapter.simulated(3, EVENTS);
  private final List<LogEvent> log = new ArrayList<>();
  private ExportedVectors exported;
  private Map<String, VectorChain> undisturbed;

  @BeforeAll
  void fold() {
    exported =
        chapter
            .log()
            .read(
                EVENTS,
                chapter.bar(),
                chapter.features(),
                new ExportedVectors.Listeners(log::add, (instrument, clock, features) -> {}));
    undisturbed = chains(log, NOBODY);
    assertThat(of(undisturbed, SPOILT).vectors()).isGreaterThan(1_000);
  }

  @Test
  void theSameLogGivesTheSameChains() {
    assertThat(chains(log, NOBODY)).isEqualTo(undisturbed);
  }

  @Test
  void oneBitOfOneVectorIsSeen() {
    long middle = of(undisturbed, SPOILT).vectors() / 2;
    for (int feature = 0; feature < chapter.features().size(); feature += 7) {
      int at = feature;
      Map<String, VectorChain> spoilt =
          chains(
              log,
              (instrument, nth, clock, features) -> {
                if (instrument.equals(SPOILT) && nth == middle) {
                  int bits = Float.floatToRawIntBits(features[at]);
                  features[at] = Float.intBitsToFloat(bits ^ 1);
                }
              });
      assertOnlyOneDiffers(spoilt);
      assertThat(of(spoilt, SPOILT).vectors()).isEqualTo(of(undisturbed, SPOILT).vectors());
    }
  }

  @Test
  void oneMissingTradeIsSeen() {
    List<LogEvent> shorter = new ArrayList<>(log);
    shorter.remove(tradeInTheMiddle());
    assertOnlyOneDiffers(chains(shorter, NOBODY));
  }

  @Test
  void twoTradesThatChangePlacesAreSeen() {
    List<LogEvent> other = new ArrayList<>(log);
    int first = tradeInTheMiddle();
    int second = first + 1;
    while (!isTrade(other.get(second))) {
      second++;
    }
    Collections.swap(other, first, second);
    assertOnlyOneDiffers(chains(other, NOBODY));
  }

  @Test
  void theExportsRowsAreFoundInTheirOrderOnly() {
    ExportedRows rows = new ExportedRows();
    rows.add(SPOILT, 1, new float[] {1});
    rows.add(SPOILT, 2, new float[] {2});
    rows.find(SPOILT, 2, new float[] {2});
    rows.find(SPOILT, 1, new float[] {1});
    assertThat(rows.found()).as("the second came too early").isEqualTo(1);
    rows.find(SPOILT, 2, new float[] {Math.nextUp(2f)});
    assertThat(rows.found()).as("another bit").isEqualTo(1);
    rows.find(SPOILT, 2, new float[] {2});
    assertThat(rows.found()).isEqualTo(2);
  }

  @Test
  void bothZerosAreTwoThings() {
    assertThat(VectorChain.vector(0, new float[] {0f}))
        .isNotEqualTo(VectorChain.vector(0, new float[] {-0f}));
  }

  private void assertOnlyOneDiffers(Map<String, VectorChain> chains) {
    assertThat(chains.keySet()).isEqualTo(undisturbed.keySet());
    chains.forEach(
        (instrument, chain) -> {
          if (instrument.equals(SPOILT)) {
            assertThat(chain.digest()).isNotEqualTo(of(undisturbed, instrument).digest());
          } else {
            assertThat(chain).isEqualTo(undisturbed.get(instrument));
          }
        });
  }

  private static VectorChain of(Map<String, VectorChain> chains, String instrument) {
    return chains.getOrDefault(instrument, VectorChain.EMPTY);
  }

  private int tradeInTheMiddle() {
    int at = log.size() / 2;
    while (!isTrade(log.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isTrade(LogEvent event) {
    return event.instrument().equals(SPOILT) && event.fact() instanceof Trade;
  }

  private Map<String, VectorChain> chains(List<LogEvent> events, PlainLoop.Listener listener) {
    PlainLoop loop = new PlainLoop(chapter.bar(), chapter.features(), exported.sources(), listener);
    events.forEach(loop::step);
    return loop.chains();
  }
}
