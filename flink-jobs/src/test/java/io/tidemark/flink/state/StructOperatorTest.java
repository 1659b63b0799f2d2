package io.tidemark.flink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.InstrumentStateCodec;
import io.tidemark.flink.testbed.Harness;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** On RocksDB, in slots of different heap. */
class StructOperatorTest {

  private static final MemorySize ROOM_FOR_FEW = MemorySize.parse("64 kb");
  private static final MemorySize ROOM_FOR_ALL = MemorySize.parse("64 mb");
  private static final int KEYS = 200;
  private static final int EVENTS = 4_000;

  @Test
  void aSnapshotHasTheSameBytesWhateverStaysAlive() throws Exception {
    Run few = run(ROOM_FOR_FEW);
    Run all = run(ROOM_FOR_ALL);

    assertThat(few.accesses()).as("structs make room and come back").isGreaterThan(10 * KEYS);
    assertThat(all.accesses()).as("each is read and written once").isEqualTo(2 * KEYS);
    assertThat(few.outputs()).isEqualTo(all.outputs());
    assertThat(few.snapshot()).isEqualTo(all.snapshot());
  }

  /**
   * What one run did.
   *
   * @param accesses to RocksDB
   * @param outputs what went out, in order
   * @param snapshot the bytes of its keyed state
   */
  private record Run(long accesses, List<Integer> outputs, ByteBuffer snapshot) {}

  private static Run run(MemorySize taskHeap) throws Exception {
    Counting operator = new Counting();
    var harness = Harness.unopened(operator, key -> key, Types.INT);
    harness
        .getEnvironment()
        .getTaskManagerInfo()
        .getConfiguration()
        .set(TaskManagerOptions.TASK_HEAP_MEMORY, taskHeap);
    try {
      harness.open();
      Random random = new Random(3);
      for (int i = 0; i < EVENTS; i++) {
        harness.processElement("k" + (i < KEYS ? i : random.nextInt(KEYS)), 0);
      }
      harness.prepareSnapshotPreBarrier(1);
      SnapshotType canonical = SavepointType.savepoint(SavepointFormatType.CANONICAL);
      byte[] snapshot =
          bytes(harness.snapshotWithLocalState(1, 1, canonical).getJobManagerOwnedState());
      return new Run(operator.accesses, harness.extractOutputValues(), ByteBuffer.wrap(snapshot));
    } finally {
      harness.close();
    }
  }

  private static byte[] bytes(OperatorSubtaskState snapshot) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (KeyedStateHandle handle : snapshot.getManagedKeyedState()) {
      try (InputStream in = ((StreamStateHandle) handle).openInputStream()) {
        in.transferTo(bytes);
      }
    }
    assertThat(bytes.size()).isPositive();
    return bytes.toByteArray();
  }

  /** Counts what it hears of a key, and how often RocksDB was told of one. */
  private static final class Counting extends StructOperator<String, Integer, InstrumentState> {

    private static final long serialVersionUID = 1;

    private long accesses;

    @Override
    public void open() throws Exception {
      super.open();
      openStructs(
          new StructSpec<>(
              "n",
              InstrumentState.class,
              new InstrumentStateCodec(),
              InstrumentState::new,
              InstrumentState::heapBytes,
              10),
          25);
    }

    @Override
    public void setCurrentKey(Object key) {
      accesses++;
      super.setCurrentKey(key);
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
