package io.tidemark.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.state.HeapGraph;
import io.tidemark.core.state.StateBytes;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ScoringStateHeapTest {

  private static final Percentage QUARTER = Percentage.withPercentage(25);

  @Test
  void aStateThatHasSeenNothingCountsTheReadingsThatItWillHave() {
    InstrumentState fresh = new InstrumentState();
    long live = HeapGraph.bytes(fresh);
    assertThat(fresh.heapBytes()).isBetween(live, live + 600);
  }

  @Test
  void aStateThatWasReadTakesWhatItSays() {
    ScoringState state = StateBytes.restored(new ScoringStateCodec(), ScoringStates.ofVersionSix());
    assertThat(state.heapBytes()).isCloseTo(HeapGraph.bytes(state), QUARTER);
  }

  @Test
  void aStateGrowsByWhatAModelWithManyFeaturesKeeps() {
    ScoringState few = after(List.of("log_return(1)"));
    ScoringState many =
        after(List.of("log_return(1)", "percent_rank(close, 500)", "sma_distance(200)"));
    assertThat(many.heapBytes()).isGreaterThan(few.heapBytes() + 4_000);
    assertThat(many.heapBytes()).isCloseTo(HeapGraph.bytes(many), QUARTER);
  }

  private static ScoringState after(List<String> features) {
    FeatureScoring scoring =
        new FeatureScoring(
            new FeatureSet(features, RandomLog.MINUTE), 1, Trigger.EVERY, i -> BarSource.TRADES, 3);
    ScoringState state = new ScoringState();
    for (LogEvent event : RandomLog.of(7, 3_000)) {
      var unused = scoring.step(state, event);
    }
    return state;
  }
}
