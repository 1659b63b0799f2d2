package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StructStateTest {

  private final KeyedNotes bytes = new KeyedNotes();
  private final StructState<Note> state = open(2, 2);

  @Test
  void aKeyThatHasNoneBeginsWithAFreshOne() throws IOException {
    assertThat(load(state, "a").times).isZero();
  }

  @Test
  void aHotKeyIsNeitherReadNorWrittenAgain() throws IOException {
    step("a");
    step("a");
    step("a");

    assertThat(bytes.reads).isEqualTo(1);
    assertThat(bytes.writes).isZero();
  }

  @Test
  void whatHasChangedIsWrittenWhenItMustBeAndOnlyOnce() throws IOException {
    step("a");
    step("a");
    step("b");
    state.flush();
    state.flush();

    assertThat(bytes.stored("a")).isEqualTo(2);
    assertThat(bytes.stored("b")).isEqualTo(1);
    assertThat(bytes.writes).isEqualTo(2);
  }

  @Test
  void whatWasWrittenAndChangesAgainIsWrittenAgain() throws IOException {
    step("a");
    state.flush();
    step("a");
    state.flush();

    assertThat(bytes.stored("a")).isEqualTo(2);
  }

  @Test
  void whatWasOnlyReadIsNotWritten() throws IOException {
    load(state, "a");
    load(state, "b");
    load(state, "c");
    state.flush();

    assertThat(bytes.writes).isZero();
  }

  @Test
  void theKeyUsedLongestAgoMakesRoomAndNothingIsLost() throws IOException {
    step("a");
    step("b");
    step("a");
    step("c");
    assertThat(bytes.stored("b")).isEqualTo(1);
    assertThat(bytes.reads).isEqualTo(3);

    step("a");
    assertThat(bytes.reads).isEqualTo(3);
    step("b");
    assertThat(bytes.reads).isEqualTo(4);
    assertThat(load(state, "b").times).isEqualTo(2);
  }

  @Test
  void noMoreThanSoManyAreEverUnwritten() throws IOException {
    StructState<Note> roomy = open(100, 3);
    for (int i = 0; i < 50; i++) {
      step(roomy, "k" + i);
      assertThat(i + 1 - bytes.stored.size()).isLessThanOrEqualTo(3);
    }
    int before = bytes.writes;
    roomy.flush();
    assertThat(bytes.writes - before).isEqualTo(3);
    assertThat(bytes.stored).hasSize(50);
  }

  @Test
  void structsThatGrowStayWithinTheirBytesWhereAConstantNumberDoesNot() throws IOException {
    StructState<Note> bounded = open(CacheLimits.of(note -> note.times, 300));
    StructState<Note> counted = open(CacheLimits.ofCount(100, 100));
    Random random = new Random(9);
    Map<String, Integer> heard = new HashMap<>();
    long largest = 0;
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + random.nextInt(1_000);
      step(bounded, key);
      heard.merge(key, 1, Integer::sum);
      largest = Math.max(largest, bounded.aliveWeight());
    }
    assertThat(largest).isLessThanOrEqualTo(300).isGreaterThan(250);
    bounded.flush();
    heard.forEach((key, times) -> assertThat(bytes.stored(key)).isEqualTo(times));

    long together = 0;
    for (int i = 0; i < 100; i++) {
      step(counted, "k" + i);
      together += load(counted, "k" + i).times;
    }
    assertThat(together).as("control").isGreaterThan(300);
    assertThat(counted.aliveWeight()).isEqualTo(100);
  }

  @Test
  void oneStructStaysHoweverLargeItIs() throws IOException {
    StructState<Note> narrow = open(CacheLimits.of(note -> 1_000, 300));
    step(narrow, "a");
    step(narrow, "a");
    assertThat(bytes.reads).isEqualTo(1);
    step(narrow, "b");
    assertThat(narrow.aliveWeight()).isEqualTo(1_000);
    assertThat(bytes.stored("a")).isEqualTo(2);
  }

  @Test
  void whatHasExpiredWeighsNothing() throws IOException {
    long[] now = {0};
    StructState<Note> expiring =
        new StructState<>(
            bytes,
            key -> bytes.key = key,
            () -> new Note("", 0),
            CacheLimits.of(note -> 10, 100),
            Duration.ofMillis(100),
            () -> now[0]);
    step(expiring, "a");
    now[0] = 100;
    load(expiring, "a");
    assertThat(expiring.aliveWeight()).isEqualTo(10);
  }

  @Test
  void aStructIsReadAndWrittenUnderItsOwnKeyWhicheverIsTheCurrentOne() throws IOException {
    StructState<Note> narrow = open(1, 0);
    step(narrow, "a");
    step(narrow, "b");
    bytes.key = "b";
    step(narrow, "a");
    narrow.flush();

    assertThat(bytes.stored("a")).isEqualTo(2);
    assertThat(bytes.stored("b")).isEqualTo(1);
  }

  @Test
  void theKeyOfAHotStructIsNotToldAgain() throws IOException {
    step("a");
    bytes.key = "untold";
    step("a");

    assertThat(bytes.key).isEqualTo("untold");
  }

  @Test
  void onlyTheStructThatWasAskedForLastCanHaveChanged() throws IOException {
    load(state, "a");
    load(state, "b");

    assertThatThrownBy(() -> state.changed("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void inAnyOrderOfKeysTheStoredIsWhatAMapWouldHold() throws IOException {
    Random random = new Random(5);
    StructState<Note> small = open(7, 4);
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String key = "k" + (int) Math.abs(random.nextGaussian() * 8);
      step(small, key);
      int times = expected.merge(key, 1, Integer::sum);
      assertThat(load(small, key).times).isEqualTo(times);
      if (random.nextInt(500) == 0) {
        small.flush();
        expected.forEach((k, n) -> assertThat(bytes.stored(k)).isEqualTo(n));
        small = open(7, 4);
      }
    }
  }

  @Test
  void aNewInstanceSeesTheRestoredStateAndNotTheOldOnesLiveObjects() throws IOException {
    step("a");
    state.flush();
    load(state, "a").times = 99;

    assertThat(load(open(2, 2), "a").times).isEqualTo(1);
  }

  @Test
  void aStructOfWhichNothingWasHeardForTooLongIsAskedOfTheState() throws IOException {
    long[] now = {1_000};
    StructState<Note> expiring =
        new StructState<>(
            bytes,
            key -> bytes.key = key,
            () -> new Note("", 0),
            CacheLimits.ofCount(2, 2),
            Duration.ofMillis(100),
            () -> now[0]);
    Note note = expiring.get("a");
    note.times = 5;
    expiring.changed("a");
    now[0] += 99;
    assertThat(expiring.get("a")).isSameAs(note);

    now[0] += 1;
    assertThat(expiring.get("a").times).as("it expired in the state, too").isZero();
    expiring.flush();
    assertThat(bytes.stored).as("and does not come back").isEmpty();
  }

  @Test
  void aCacheWithoutRoomIsRefused() {
    assertThatThrownBy(() -> open(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alive must be above 0 and unwritten not negative, were 0 and -1");
  }

  @Test
  void aStructThatNobodyAskedForCannotHaveChanged() {
    assertThatThrownBy(() -> state.changed("a")).isInstanceOf(IllegalStateException.class);
  }

  private StructState<Note> open(int mostAlive, int mostUnwritten) {
    return open(CacheLimits.ofCount(mostAlive, mostUnwritten));
  }

  private StructState<Note> open(CacheLimits<Note> limits) {
    return new StructState<>(bytes, key -> bytes.key = key, () -> new Note("", 0), limits);
  }

  private Note load(StructState<Note> from, String key) throws IOException {
    return from.get(key);
  }

  private void step(String key) throws IOException {
    step(state, key);
  }

  private void step(StructState<Note> of, String key) throws IOException {
    load(of, key).times++;
    of.changed(key);
  }

  /** Keeps copies, as RocksDB keeps bytes. */
  private static final class KeyedNotes implements ValueState<Note> {

    private final Map<String, Note> stored = new HashMap<>();
    private String key = "";
    private int reads;
    private int writes;

    int stored(String of) {
      Note note = stored.get(of);
      return note == null ? 0 : note.times;
    }

    @Override
    public @Nullable Note value() {
      reads++;
      Note note = stored.get(key);
      return note == null ? null : new Note(note.text, note.times);
    }

    @Override
    public void update(Note note) {
      writes++;
      stored.put(key, new Note(note.text, note.times));
    }

    @Override
    public void clear() {
      stored.remove(key);
    }
  }
}
