package io.tidemark.core.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.sequence.ArrivalMerge.Claim;
import io.tidemark.core.sequence.ArrivalMerge.Partition;
import io.tidemark.core.sequence.ArrivalMerge.Released;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArrivalMergeTest {

  private static final long FAR = Long.MAX_VALUE;
  private static final long IDLE = 5_000;

  private final ArrivalMerge<String> merge = new ArrivalMerge<>(100, IDLE);
  private final List<String> gone = new ArrayList<>();

  /** How many were added, by partition. */
  private final Map<String, Long> added = new HashMap<>();

  /** Where those end of which it is known. */
  private final Map<String, Long> ends = new HashMap<>();

  private long now = 1_000_000;

  @Test
  void whileMoreOfTheRoundIsToBeReadOfAPartitionNothingGoesBeforeIt() {
    Partition<String> trades = merge.partition("trades");
    Partition<String> books = merge.partition("books");
    add(trades, 10, 20, 30);

    assertThat(gone()).as("nothing is known of the books yet").isEmpty();
    read(books, 2);
    assertThat(gone()).as("there are two").isEmpty();
    add(books, 15);
    assertThat(gone()).as("there is one more behind").containsExactly("trades 10", "books 15");
    add(books, 25);
    assertThat(gone()).containsExactly("trades 20", "books 25", "trades 30");
  }

  @Test
  void whatIsReadToItsEndHoldsUpNobody() {
    Partition<String> trades = merge.partition("trades");
    read(merge.partition("books"), 0);
    add(trades, 10);

    assertThat(gone()).containsExactly("trades 10");
    read(trades, 0);
    assertThat(merge.size()).isZero();
    add(trades, 20);
    read(trades, 0);
    assertThat(gone()).containsExactly("trades 20");
  }

  @Test
  void allOfARoundGoesBeforeWhatWasWrittenLater() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(trades, 10, 90);
    assertThat(merge.next(now)).isEqualTo(new Released<>("trades 10", ArrivalMerge.NO_TIME));

    add(books, 20);
    add(trades, 30);
    read(books, 1);
    assertThat(gone())
        .as("one more of the books is to come")
        .containsExactly("trades 90", "books 20");
    add(books, 25);
    assertThat(gone()).containsExactly("books 25", "trades 30");
  }

  @Test
  void whateverItsTimeNothingWaitsForWhatIsWrittenMeanwhile() {
    Partition<String> trades = ended("trades");
    Partition<String> commands = ended("commands");
    add(commands, 1_000_000);
    read(trades, 1);
    assertThat(gone()).as("a trade was written before that was known").isEmpty();
    for (int time = 0; time < 10; time++) {
      add(trades, time);
      read(trades, 1);
      assertThat(gone())
          .isEqualTo(
              time == 0 ? List.of("trades 0", "commands 1000000") : List.of("trades " + time));
    }
  }

  @Test
  void aLogThatWasCutShortHoldsUpNobody() {
    Partition<String> trades = merge.partition("trades");
    read(trades, 100);
    add(merge.partition("books"), 10);
    assertThat(gone()).isEmpty();
    read(trades, 0);

    assertThat(gone()).containsExactly("books 10");
  }

  @Test
  void theOrderWithinAPartitionStays() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(trades, 30, 10, 40);
    add(books, 20, 35);

    assertThat(gone())
        .containsExactly("books 20", "trades 30", "trades 10", "books 35", "trades 40");
  }

  @Test
  void equalTimesGoByTheNameOfTheirPartition() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(trades, 10, 10);
    add(books, 10, 10);

    assertThat(gone()).containsExactly("books 10", "books 10", "trades 10", "trades 10");
  }

  @Test
  void whatHasNoTimeGoesAsSoonAsItIsTheFirstOfItsPartition() {
    Partition<String> trades = merge.partition("trades");
    merge.partition("books");
    add(trades, ArrivalMerge.NO_TIME, 10, ArrivalMerge.NO_TIME);

    assertThat(gone()).containsExactly("trades " + ArrivalMerge.NO_TIME);
  }

  @Test
  void aPartitionThatGivesNothingIsLeftOutUntilItSpeaksAgain() {
    Partition<String> trades = merge.partition("trades");
    Partition<String> books = merge.partition("books");
    add(trades, 10, 30);
    add(trades, 50);
    pass(IDLE - 1_000);
    assertThat(gone()).isEmpty();
    assertThat(merge.leftOut()).isZero();

    pass(2_000);
    assertThat(gone()).containsExactly("trades 10", "trades 30", "trades 50");
    assertThat(merge.leftOut()).isEqualTo(1);

    read(trades, 0);
    add(books, 20);
    assertThat(gone()).as("late, but not lost").containsExactly("books 20");
    assertThat(merge.leftOut()).isZero();
    add(trades, 60);
    assertThat(gone()).as("it speaks, so it is waited for again").isEmpty();
  }

  @Test
  void aProcessThatStoodStillHasNotWaited() {
    add(merge.partition("trades"), 10);
    merge.partition("books");
    gone();
    now += 60_000;

    assertThat(gone()).isEmpty();
    assertThat(merge.leftOut()).isZero();
  }

  @Test
  void whatIsFarAheadOfAllOthersIsHeldBackUntilTheyComeNear() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(trades, 10);
    add(books, 12);
    gone();
    addWithin(60, trades, 1_000);

    for (int time = 100; time < 900; time += 100) {
      add(books, time);
      pass(2_000);
      assertThat(gone()).containsExactly("books " + time);
    }
    assertThat(merge.heldBack()).isEqualTo(1);
    add(books, 950);
    assertThat(gone()).containsExactly("books 950", "trades 1000");
    assertThat(merge.jumps()).isZero();
    assertThat(merge.heldBack()).isZero();
  }

  @Test
  void whereAnotherPartitionJumpsAsWellTheMarketHasJumped() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(trades, 10);
    add(books, 12);
    gone();
    addWithin(60, trades, 1_000);
    addWithin(60, books, 1_010);
    assertThat(gone()).as("they could both be wrong").isEmpty();
    pass(2_500);

    assertThat(gone()).containsExactly("trades 1000", "books 1010");
  }

  @Test
  void whereAllOthersHaveFallenSilentItGoesAfterAWhileAndIsCounted() {
    Partition<String> trades = ended("trades");
    add(trades, 10);
    add(ended("books"), 12);
    gone();
    addWithin(60, trades, 1_000);

    pass(IDLE - 1_000);
    assertThat(gone()).isEmpty();
    pass(2_000);
    assertThat(gone()).containsExactly("trades 1000");
    assertThat(merge.jumps()).isEqualTo(1);
  }

  @Test
  void whatIsFarAheadGoesWithAWordWhereItsOwnPartitionContradictsIt() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(trades, 10);
    add(books, 12);
    gone();
    addWithin(60, trades, 1_000);
    addWithin(60, trades, 14);
    addWithin(60, trades, 15);
    assertThat(merge.next(now)).as("two are too few").isNull();
    addWithin(60, trades, 16);

    assertThat(merge.next(now)).isEqualTo(new Released<>("trades 1000", 16L));
    assertThat(gone()).containsExactly("trades 14", "trades 15", "trades 16");
    assertThat(merge.newest(books)).as("a clock that is wrong is no time").isEqualTo(16);
  }

  @Test
  void aFloodOfWrongTimesInSeveralPartitionsGoesWithAWordAndMakesNothingLate() {
    Partition<String> trades = ended("trades");
    Partition<String> ticks = ended("ticks");
    Partition<String> books = ended("books");
    add(trades, 10);
    add(books, 12);
    add(ticks, 12);
    gone();
    for (int i = 0; i < 20; i++) {
      addWithin(60, trades, 1_000 + i);
      addWithin(60, ticks, 1_000 + i);
    }
    assertThat(gone()).isEmpty();
    pass(500);
    add(books, 15);
    assertThat(gone()).as("what follows the flood may be earlier").isEmpty();
    for (int time = 13; time < 19; time += 2) {
      addWithin(60, trades, time);
      addWithin(60, ticks, time + 1);
    }
    add(books, 20);

    List<String> right = new ArrayList<>();
    for (Released<String> next = merge.next(now); next != null; next = merge.next(now)) {
      if (next.contradiction() == ArrivalMerge.NO_TIME) {
        right.add(next.item());
      }
    }
    assertThat(right)
        .containsExactly(
            "trades 13",
            "ticks 14",
            "books 15",
            "trades 15",
            "ticks 16",
            "trades 17",
            "ticks 18",
            "books 20");
  }

  @Test
  void whatItsOwnPartitionContradictsGoesWithAWordBeforeAllThatIsEarlier() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(books, 10, 30);
    add(trades, 11);
    add(trades, new Claim(1_000, 60, 12));
    add(trades, 12);

    assertThat(merge.next(now)).isEqualTo(new Released<>("books 10", ArrivalMerge.NO_TIME));
    assertThat(merge.next(now)).isEqualTo(new Released<>("trades 11", ArrivalMerge.NO_TIME));
    assertThat(merge.next(now)).isEqualTo(new Released<>("trades 1000", 12L));
    assertThat(gone()).containsExactly("trades 12", "books 30");
  }

  @Test
  void aFloodOfOldOnesIsNoWitnessAgainstTheTimeThatTheOthersTell() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(books, 990, 1_000);
    assertThat(gone()).containsExactly("books 990", "books 1000");
    add(trades, 5, 5);
    add(trades, new Claim(1_001, 60, 6));
    add(trades, 6, 6);

    assertThat(gone())
        .containsExactly("trades 5", "trades 5", "trades 1001", "trades 6", "trades 6");
    assertThat(merge.newest(books)).isEqualTo(1_001);
  }

  @Test
  void aPartitionHasItsPartOfTheBound() {
    Partition<String> trades = merge.partition("trades");
    for (int i = 1; i < 4; i++) {
      merge.partition("books-" + i);
    }
    for (int i = 0; i < 24; i++) {
      add(trades, i);
    }
    assertThat(merge.isFull(trades)).isFalse();
    add(trades, 24);
    assertThat(merge.isFull(trades)).isTrue();
    assertThat(merge.hasRoom(trades)).isFalse();
  }

  @Test
  void whatIsHeldBackMayUseWhatOthersLeaveOfTheBound() {
    Partition<String> trades = ended("trades");
    Partition<String> books = ended("books");
    add(trades, 10);
    add(books, 12);
    gone();
    for (int i = 0; i < 60; i++) {
      addWithin(60, trades, 1_000 + i);
    }
    assertThat(merge.isFull(trades)).isTrue();
    pass(1_000);
    assertThat(merge.isFull(trades)).as("60 of 100, and held back").isFalse();
    assertThat(merge.hasRoom(trades)).isTrue();
    for (int i = 0; i < 40; i++) {
      addWithin(60, trades, 1_060 + i);
    }
    assertThat(merge.isFull(trades)).isTrue();
    assertThat(merge.hasRoom(trades)).isFalse();
  }

  /** However the partitions are read, the merge is the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aBacklogComesOutTheSameHoweverItIsRead(long seed) {
    Random random = new Random(seed);
    int partitions = 2 + random.nextInt(6);
    List<List<Integer>> backlog = new ArrayList<>();
    List<String> right = new ArrayList<>();
    record At(int time, int partition) {}
    List<At> all = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      List<Integer> times = new ArrayList<>();
      int time = 0;
      for (int i = random.nextInt(200); i > 0; i--) {
        time += random.nextInt(1 + p * 3);
        times.add(time);
        all.add(new At(time, p));
      }
      backlog.add(times);
      merge.partition("p" + p);
    }
    all.stream()
        .sorted(Comparator.comparingInt(At::time).thenComparing(At::partition))
        .forEach(at -> right.add("p" + at.partition() + " " + at.time()));

    List<String> merged = new ArrayList<>();
    int[] read = new int[partitions];
    for (int round = 0; round < 10_000 && merged.size() < right.size(); round++) {
      int p = random.nextInt(partitions);
      Partition<String> partition = merge.partition("p" + p);
      int upTo = Math.min(backlog.get(p).size(), read[p] + random.nextInt(50));
      for (int time : backlog.get(p).subList(read[p], upTo)) {
        add(partition, time);
      }
      read[p] = upTo;
      read(partition, backlog.get(p).size() - upTo);
      merged.addAll(gone());
    }
    assertThat(merged).isEqualTo(right);
  }

  private Partition<String> ended(String name) {
    Partition<String> partition = merge.partition(name);
    read(partition, 0);
    return partition;
  }

  /** Says that so many follow what was added. */
  private void read(Partition<String> partition, int more) {
    long position = added.getOrDefault(partition.name(), 0L);
    ends.put(partition.name(), position + more);
    merge.read(partition, position, position + more);
  }

  private void add(Partition<String> partition, long... times) {
    for (long time : times) {
      addWithin(FAR, partition, time);
    }
  }

  /** Adds one, and says how far was read, where it is known where the partition ends. */
  private void addWithin(long reach, Partition<String> partition, long time) {
    add(partition, new Claim(time, reach, ArrivalMerge.NO_TIME));
  }

  private void add(Partition<String> partition, Claim claim) {
    long position = added.merge(partition.name(), 1L, Long::sum);
    merge.add(partition, partition.name() + " " + claim.time(), position - 1, claim);
    Long end = ends.computeIfPresent(partition.name(), (any, old) -> Math.max(old, position));
    if (end != null) {
      merge.read(partition, position, end);
    }
  }

  /** What has gone since the last call. */
  private List<String> gone() {
    release();
    List<String> all = List.copyOf(gone);
    gone.clear();
    return all;
  }

  private void release() {
    for (Released<String> next = merge.next(now); next != null; next = merge.next(now)) {
      gone.add(next.item());
    }
  }

  private void pass(long millis) {
    for (long passed = 0; passed < millis; passed += 500) {
      now += 500;
      release();
    }
  }
}
