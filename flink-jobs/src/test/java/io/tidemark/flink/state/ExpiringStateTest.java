package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.InstrumentStateCodec;
import io.tidemark.flink.testbed.Harness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** State on RocksDB of which nothing is heard any more. */
class ExpiringStateTest {

  private static final Duration UNHEARD = Duration.ofHours(10);
  private static final long HOUR = 3_600_000;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
  }

  @Test
  void stateFromBeforeItCouldExpireIsTakenOver() throws Exception {
    var before = open(null, null);
    before.processElement("a", 0);
    before.processElement("a", 0);

    before.prepareSnapshotPreBarrier(1);
    var after = open(UNHEARD, before.snapshot(1, 0));
    after.setStateTtlProcessingTime(HOUR);
    after.processElement("a", 0);

    assertThat(after.extractOutputValues()).containsExactly(3);
  }

  @Test
  void stateOfWhichNothingIsHeardIsGoneAndTheOthersIsNot() throws Exception {
    var before = open(UNHEARD, null);
    before.setStateTtlProcessingTime(HOUR);
    before.processElement("a", 0);
    before.processElement("b", 0);
    before.prepareSnapshotPreBarrier(0);
    before.setStateTtlProcessingTime(6 * HOUR);
    before.processElement("b", 0);

    before.prepareSnapshotPreBarrier(1);
    var after = open(UNHEARD, before.snapshot(1, 0));
    after.setStateTtlProcessingTime(12 * HOUR);
    after.processElement("a", 0);
    after.processElement("b", 0);

    assertThat(after.extractOutputValues()).as("a anew, b goes on").containsExactly(1, 3);
  }

  @Test
  void stateCanAgainBeKeptForEver() throws Exception {
    var before = open(UNHEARD, null);
    before.setStateTtlProcessingTime(HOUR);
    before.processElement("a", 0);

    before.prepareSnapshotPreBarrier(1);
    var after = open(null, before.snapshot(1, 0));
    after.processElement("a", 0);

    assertThat(after.extractOutputValues()).containsExactly(2);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, String, Integer> open(
      @Nullable Duration unheard, @Nullable OperatorSubtaskState from) throws Exception {
    var harness = Harness.open(new Counting(unheard), key -> key, Types.INT, from);
    opened.add(harness);
    return harness;
  }

  /** Counts what it hears of a key. */
  private static final class Counting extends StructOperator<String, Integer, InstrumentState> {

    private static final long serialVersionUID = 1;

    private final @Nullable Duration unheard;

    Counting(@Nullable Duration unheard) {
      this.unheard = unheard;
    }

    @Override
    public void open() throws Exception {
      super.open();
      StructSpec<InstrumentState> spec =
          new StructSpec<>(
              "n",
              InstrumentState.class,
              new InstrumentStateCodec(),
              InstrumentState::new,
              InstrumentState::heapBytes,
              10);
      if (unheard == null) {
        openStructs(spec, 25);
      } else {
        openStructs(spec, 25, unheard);
      }
    }

    @Override
    public void processElement(StreamRecord<String> element) throws Exception {
      InstrumentState state = load(element.getValue());
      state.scoring.closedBars++;
      store(element.getValue());
      emit(state.scoring.closedBars);
    }
  }
}
