package io.tidemark.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NeighbourJudgeTest {

  private static final EdgeGaps EDGES = new EdgeGaps(600, 600, 20_000);
  private static final NeighbourJudge.Limits STRICT = new NeighbourJudge.Limits(16, 0, EDGES);

  private static final NeighbourJudge.Limits LONG = new NeighbourJudge.Limits(512, 0, EDGES);

  @Test
  void oneTimeFarAheadIsRefusedAndAllThatFollowStays() {
    List<Long> times = steps(0, 5, 100);
    times.set(40, times.get(40) + 10_800);

    assertThat(refused(STRICT, times)).containsExactly(40);
  }

  @Test
  void oneTimeFarBehindIsRefusedAndAllThatFollowStays() {
    List<Long> times = steps(100_000, 5, 100);
    times.set(40, 7L);

    assertThat(refused(STRICT, times)).containsExactly(40);
  }

  @Test
  void whatIsRefusedSaysAgainstWhichNeighboursAndHowMany() {
    List<Long> times = steps(0, 5, 30);
    times.set(10, 10_000L);
    List<NeighbourJudge.Judged<Integer>> judged = judged(STRICT, times);

    NeighbourJudge.Contradiction<Integer> why = judged.get(10).contradiction();
    assertThat(why)
        .isEqualTo(
            new NeighbourJudge.Contradiction<>(
                10_000,
                new NeighbourJudge.Timed<>(45, 9, true),
                new NeighbourJudge.Timed<>(55, 11, true),
                16,
                16));
  }

  @Test
  void aGapAfterWhichAllStaysLaterIsAccepted() {
    List<Long> times = steps(0, 5, 40);
    times.addAll(steps(1_000_000, 5, 40));

    assertThat(refused(STRICT, times)).isEmpty();
  }

  @Test
  void aStepBackAfterWhichAllGoesOnIsAccepted() {
    for (int overlap = 9; overlap < 40; overlap++) {
      List<Long> times = steps(0, 5, 40);
      times.addAll(steps(5L * (40 - overlap), 5, 60));

      assertThat(refused(STRICT, times)).as("overlap of %d", overlap).isEmpty();
    }
  }

  @Test
  void aRunOfWrongTimesOfHalfTheLookAheadIsRefusedWhole() {
    for (long wrong : new long[] {-50_000, 50_000}) {
      List<Long> times = steps(100_000, 5, 100);
      for (int i = 50; i < 58; i++) {
        times.set(i, times.get(i) + wrong);
      }

      assertThat(refused(STRICT, times)).containsExactly(50, 51, 52, 53, 54, 55, 56, 57);
    }
  }

  @Test
  void neighboursThatAreWrongEachInItsOwnWayAreRefusedBoth() {
    List<Long> times = steps(100_000, 5, 60);
    times.set(20, 5_000_000L);
    times.set(21, 3L);
    times.set(22, 4_000_000L);

    assertThat(refused(STRICT, times)).containsExactly(20, 21, 22);
  }

  @Test
  void aWrongTimeDoesNotLeadUpToTheRightOnesBecauseItIsNearerToThem() {
    for (long[] wrong : new long[][] {{220_000, 49_000}, {49_000, 220_000}, {220_000, 49_000, 9}}) {
      List<Long> times = steps(1_000_000, 5, 100);
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < wrong.length; i++) {
        times.set(50 + i, times.get(50 + i) - wrong[i]);
        places.add(50 + i);
      }

      assertThat(refused(STRICT, times)).isSubsetOf(places).contains(50, 51);
    }
  }

  @Test
  void withinTheToleranceNothingIsOutOfOrder() {
    NeighbourJudge.Limits limits = new NeighbourJudge.Limits(16, 60, EDGES);
    List<Long> times = steps(0, 5, 100);
    times.set(30, times.get(30) + 60);
    times.set(60, times.get(60) - 60);
    times.set(80, times.get(80) + 120);

    assertThat(refused(limits, times)).containsExactly(80);
  }

  @Test
  void howeverFarAheadATimeIsNoneOfThoseThatFollowIsRefusedForIt() {
    NeighbourJudge.Limits limits = new NeighbourJudge.Limits(16, 60, EDGES);
    for (int far = 0; far < 400; far++) {
      List<Long> times = steps(0, 5, 100);
      times.set(40, times.get(40) + far);

      assertThat(refused(limits, times)).as("%d ahead", far).isSubsetOf(40);
    }
  }

  @Test
  void afterAGapTimesMayBeOutOfOrderByLess() {
    List<Long> times = steps(0, 5, 40);
    times.addAll(List.of(100_010L, 100_001L, 100_002L, 100_003L, 100_004L));
    times.addAll(steps(100_005, 1, 4));
    times.addAll(steps(100_020, 5, 40));

    assertThat(refused(new NeighbourJudge.Limits(16, 20, EDGES), times)).isEmpty();
  }

  @Test
  void aWrongFirstTimeIsRefusedWhereAllThatFollowIsEarlierOrFarBeyondTheirSteps() {
    List<Long> ahead = steps(0, 5, 40);
    ahead.set(0, 9_999L);
    List<Long> behind = steps(1_000_000, 5, 40);
    behind.set(0, 1L);

    assertThat(refused(STRICT, ahead)).containsExactly(0);
    assertThat(refused(STRICT, behind)).containsExactly(0);
  }

  @Test
  void aWrongLastTimeIsRefusedWhereItIsFarBeyondTheStepsBeforeIt() {
    List<Long> wrong = steps(0, 5, 40);
    wrong.add(10_000L);
    List<Long> behind = steps(100_000, 5, 40);
    behind.add(10_000L);
    List<Long> pause = steps(0, 20, 40);
    pause.add(780 + 20 * 64L);
    List<Long> confirmed = steps(0, 5, 40);
    confirmed.addAll(List.of(10_000L, 10_005L));

    assertThat(refused(STRICT, wrong)).containsExactly(40);
    assertThat(refused(STRICT, behind)).containsExactly(40);
    assertThat(refused(STRICT, pause)).isEmpty();
    assertThat(refused(STRICT, confirmed)).isEmpty();
    assertThat(refused(new NeighbourJudge.Limits(16, 0, EdgeGaps.ANY), wrong)).isEmpty();
  }

  @Test
  void wrongTimesAtBothEndsDoNotExcuseEachOther() {
    for (int right : new int[] {3, 7, 40, 400}) {
      for (int wrong = 1; wrong < right && wrong <= 16; wrong++) {
        List<Long> times = new ArrayList<>(steps(0, 7, wrong));
        times.addAll(steps(1_000_000, 5, right));
        times.addAll(steps(5_000_000, 900, wrong));
        List<Integer> places = upTo(times.size());
        places.subList(wrong, wrong + right).clear();

        assertThat(refused(LONG, times)).as("%d of %d", wrong, right).isEqualTo(places);
      }
    }
  }

  @Test
  void wrongTimesAtTheEndsNeedNotAgreeWithEachOther() {
    List<Long> times = new ArrayList<>(List.of(40_000L, 7L, 300_000L));
    times.addAll(steps(1_000_000, 5, 60));
    times.addAll(List.of(9_000_000L, 3L, 5_000_000L));

    assertThat(refused(STRICT, times)).containsExactly(0, 1, 2, 63, 64, 65);
  }

  @Test
  void aGapWithinSaysNothingAboutAFarEnd() {
    List<Long> times = new ArrayList<>(List.of(0L));
    times.addAll(steps(1_000_000, 5, 60));
    times.addAll(steps(1_019_000, 5, 60));
    times.add(9_000_000L);

    assertThat(refused(STRICT, times)).containsExactly(0, 121);
  }

  @Test
  void timesBeyondATrueGapAtAnEdgeStay() {
    for (int few = 2; few < 40; few++) {
      List<Long> times = new ArrayList<>(steps(0, 5, few));
      times.addAll(steps(20_000, 5, 60));
      times.addAll(steps(40_000, 5, few));

      assertThat(refused(STRICT, times)).as("%d at each end", few).isEmpty();
    }
  }

  @Test
  void timesThatAreFarFromEachOtherEverywhereStay() {
    assertThat(refused(STRICT, steps(0, 700, 40))).isEmpty();
    assertThat(refused(STRICT, steps(0, 50_000, 5))).isEmpty();
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Long> times = new ArrayList<>();
      long time = 0;
      for (int i = 0; i < 5 + seed; i++) {
        time += random.nextInt(4) == 0 ? 100 + random.nextInt(500) : random.nextInt(3);
        times.add(time);
      }
      assertThat(refused(STRICT, times)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void whatHasNoTimeKeepsItsPlaceAndJudgesNobody() {
    List<NeighbourJudge.Judged<Integer>> out = new ArrayList<>();
    NeighbourJudge<Integer> judge = new NeighbourJudge<>(STRICT, out::add);
    for (int i = 0; i < 60; i++) {
      if (i % 3 == 1) {
        judge.pass(i);
      } else {
        judge.add(i == 30 ? 90_000 : 5L * i, i);
      }
      assertThat(judge.pending()).isLessThan(30);
    }
    judge.drain();

    assertThat(out).extracting(NeighbourJudge.Judged::element).containsExactlyElementsOf(upTo(60));
    assertThat(out).filteredOn(j -> j.contradiction() != null).hasSize(1);
    assertThat(out.get(30).contradiction()).isNotNull();
  }

  @Test
  void whenNoMoreIsComingNowThoseThatThereAreDecide() {
    List<NeighbourJudge.Judged<Integer>> out = new ArrayList<>();
    NeighbourJudge<Integer> judge = new NeighbourJudge<>(STRICT, out::add);
    for (int i = 0; i < 20; i++) {
      judge.add(5L * i, i);
    }
    judge.add(50_000, 20);
    judge.add(105, 21);
    judge.drain();
    judge.add(110, 22);
    judge.drain();

    assertThat(refused(out)).containsExactly(20);
    assertThat(out).hasSize(23);
  }

  @Test
  void twoThatFollowAreEnough() {
    NeighbourJudge.Limits two = new NeighbourJudge.Limits(2, 0, EdgeGaps.ANY);
    List<Long> times = steps(0, 5, 30);
    times.set(12, 70_000L);
    times.set(20, 1L);

    assertThat(refused(two, times)).containsExactly(12, 20);
  }

  @Test
  void ofRandomSequencesExactlyTheWrongOnesAreRefused() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Long> times = new ArrayList<>();
      long time = 1_000_000_000L;
      for (int i = 0; i < 400; i++) {
        time += random.nextInt(40) == 0 ? random.nextInt(100_000) : random.nextInt(10);
        times.add(time);
      }
      TreeSet<Integer> wrong = new TreeSet<>();
      for (int i = 20; i < 380; i += 20 + random.nextInt(60)) {
        times.set(i, random.nextBoolean() ? 900_000_000L - i : 1_100_000_000L + i);
        wrong.add(i);
      }

      NeighbourJudge.Limits limits = new NeighbourJudge.Limits(16, 0, EdgeGaps.ANY);
      assertThat(refused(limits, times)).as("seed %d", seed).containsExactlyElementsOf(wrong);
    }
  }

  @Test
  void theLargestAndSmallestTimesAreJudgedLikeOthers() {
    List<Long> times = steps(0, 5, 40);
    times.set(10, Long.MAX_VALUE);
    times.set(20, Long.MIN_VALUE);

    assertThat(refused(STRICT, times)).containsExactly(10, 20);
  }

  private static List<Long> steps(long from, long step, int count) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(from + i * step);
    }
    return times;
  }

  private static List<Integer> upTo(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static List<Integer> refused(NeighbourJudge.Limits limits, List<Long> times) {
    List<NeighbourJudge.Judged<Integer>> judged = judged(limits, times);
    assertThat(judged)
        .extracting(NeighbourJudge.Judged::element)
        .containsExactlyElementsOf(upTo(times.size()));
    return refused(judged);
  }

  private static List<Integer> refused(List<NeighbourJudge.Judged<Integer>> judged) {
    return judged.stream()
        .filter(j -> j.contradiction() != null)
        .map(NeighbourJudge.Judged::element)
        .toList();
  }

  private static List<NeighbourJudge.Judged<Integer>> judged(
      NeighbourJudge.Limits limits, List<Long> times) {
    List<NeighbourJudge.Judged<Integer>> out = new ArrayList<>();
    NeighbourJudge<Integer> judge = new NeighbourJudge<>(limits, out::add);
    for (int i = 0; i < times.size(); i++) {
      judge.add(times.get(i), i);
    }
    judge.drain();
    return out;
  }
}
