package io.tidemark.flink.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.EventRef;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.market.MarketContext;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundsUnderwayTest {

  private final List<Long> left = new ArrayList<>();
  private final RoundsUnderway underway =
      new RoundsUnderway(round -> left.add(round.assessments().get(0).assessment().logOffset()));

  @Test
  void whatIsReadyWaitsBehindWhatIsNot() {
    Answers slow = add(1, false);
    Answers quick = add(2, false);
    add(3, true);
    quick.done = true;
    underway.handOn();
    assertThat(left).isEmpty();

    slow.done = true;
    underway.handOn();

    assertThat(left).containsExactly(1L, 2L, 3L);
    assertThat(underway.isEmpty()).isTrue();
  }

  @Test
  void withTooManyUnderWayTheFirstIsAwaitedAndNoOther() {
    List<Answers> all = new ArrayList<>();
    for (long i = 1; i <= 16; i++) {
      all.add(add(i, false));
    }
    assertThat(all).noneMatch(each -> each.awaited);

    add(17, false);

    assertThat(left).containsExactly(1L);
    assertThat(all.get(0).awaited).isTrue();
    assertThat(all.subList(1, 16)).noneMatch(each -> each.awaited);
  }

  @Test
  void allThatIsAwaitedLeavesInOrder() {
    for (long i = 1; i <= 5; i++) {
      add(i, i % 2 == 0);
    }

    underway.awaitAll();

    assertThat(left).containsExactlyElementsOf(LongStream.rangeClosed(1, 5).boxed().toList());
  }

  private Answers add(long offset, boolean done) {
    Answers answers = new Answers();
    answers.done = done;
    underway.add(List.of(round(offset)), List.of(answers));
    return answers;
  }

  private static StrategyRound round(long offset) {
    Assessment assessment =
        new Assessment(
            new Cause(new EventRef("BTC-USDT@test", offset, offset), EventKind.TRADE, offset),
            offset,
            false,
            new float[0],
            0,
            MarketContext.UNKNOWN,
            ModelRef.NONE,
            Prediction.NOT_ASKED);
    return new StrategyRound(List.of(new MemberAssessment(0, assessment)), new double[0]);
  }

  private static final class Answers implements PendingAnswers {

    private boolean done;
    private boolean awaited;

    @Override
    public boolean done() {
      return done;
    }

    @Override
    public void await() {
      awaited = true;
      done = true;
    }

    @Override
    public Assessment of(Assessment assessment) {
      assertThat(done).as("asked for before it is there").isTrue();
      return assessment;
    }
  }
}
