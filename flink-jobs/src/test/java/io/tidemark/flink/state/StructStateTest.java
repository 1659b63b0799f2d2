package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StructStateTest {

  private final KeyedNotes bytes = new KeyedNotes();
  private final StructState<Note> state = open();

  @Test
  void aKeyThatHasNoneBeginsWithAFreshOne() throws IOException {
    assertThat(load("a").times).isZero();
  }

  @Test
  void whatWasPutIsStoredAtOnce() throws IOException {
    step("a");
    step("a");

    assertThat(bytes.stored.get("a")).extracting(each -> each.times).isEqualTo(2);
  }

  @Test
  void aHotKeyIsNotReadAgain() throws IOException {
    step("a");
    step("a");
    step("a");

    assertThat(bytes.reads).isEqualTo(1);
  }

  @Test
  void theKeyUsedLongestAgoIsReadAgainAndNothingIsLost() throws IOException {
    step("a");
    step("b");
    step("a");
    step("c");
    assertThat(bytes.reads).isEqualTo(3);

    step("a");
    assertThat(bytes.reads).isEqualTo(3);
    step("b");
    assertThat(bytes.reads).isEqualTo(4);
    assertThat(load("b").times).isEqualTo(2);
  }

  @Test
  void aNewInstanceSeesTheRestoredStateAndNotTheOldOnesLiveObjects() throws IOException {
    step("a");
    load("a").times = 99;

    bytes.key = "a";
    assertThat(open().get("a").times).isEqualTo(1);
  }

  @Test
  void aStructOfWhichNothingWasHeardForTooLongIsAskedOfTheState() throws IOException {
    long[] now = {1_000};
    StructState<Note> expiring =
        new StructState<>(bytes, () -> new Note("", 0), 2, Duration.ofMillis(100), () -> now[0]);
    bytes.key = "a";
    Note note = expiring.get("a");
    note.times = 5;
    expiring.put("a", note);
    now[0] += 99;
    assertThat(expiring.get("a")).isSameAs(note);

    bytes.clear();
    now[0] += 1;
    assertThat(expiring.get("a").times).as("it expired in the state, too").isZero();
  }

  @Test
  void aCacheWithoutRoomIsRefused() {
    assertThatThrownBy(() -> new StructState<>(bytes, () -> new Note("", 0), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity must be above 0, was 0");
  }

  private StructState<Note> open() {
    return new StructState<>(bytes, () -> new Note("", 0), 2);
  }

  private Note load(String key) throws IOException {
    bytes.key = key;
    return state.get(key);
  }

  private void step(String key) throws IOException {
    Note note = load(key);
    note.times++;
    state.put(key, note);
  }

  /** Keeps copies, as RocksDB keeps bytes. */
  private static final class KeyedNotes implements ValueState<Note> {

    private final Map<String, Note> stored = new HashMap<>();
    private String key = "";
    private int reads;

    @Override
    public @Nullable Note value() {
      reads++;
      Note note = stored.get(key);
      return note == null ? null : new Note(note.text, note.times);
    }

    @Override
    public void update(Note note) {
      stored.put(key, new Note(note.text, note.times));
    }

    @Override
    public void clear() {
      stored.remove(key);
    }
  }
}
