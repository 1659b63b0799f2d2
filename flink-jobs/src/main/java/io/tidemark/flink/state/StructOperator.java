package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * A keyed operator that keeps one struct per key: load, step, store, emit. Unlike a function it may
 * write state back, and hand on what waits, before a checkpoint's barrier.
 *
 * <p>See RATIONALE.md, "Why is state written back, and not at each event?"
 *
 * @param <I> what comes in
 * @param <O> what goes out
 * @param <S> the struct
 */
public abstract class StructOperator<I, O, S> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O> {

  private static final long serialVersionUID = 1;

  /** A task of the size we run has fewer instruments. */
  private static final int MOST_ALIVE = 1_024;

  /** Written in a few milliseconds, so that a barrier does not wait. */
  private static final int MOST_UNWRITTEN = 256;

  /** Entries that a compaction looks at before it asks for the time again. */
  private static final long TIME_EVERY = 1_000;

  private transient StructState<S> structs;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  protected StructOperator() {}

  /**
   * Opens the struct, kept for ever; call it once, in {@code open}.
   *
   * @param name of the state; it is for ever
   * @param type of the struct
   * @param codec its bytes
   * @param fresh makes the struct of a key that has none
   */
  protected final void openStructs(String name, Class<S> type, Codec<S> codec, Supplier<S> fresh) {
    ValueStateDescriptor<S> descriptor =
        new ValueStateDescriptor<>(name, CodecTypeInfo.ofMutable(type, codec));
    structs =
        new StructState<>(
            getRuntimeContext().getState(descriptor),
            this::setCurrentKey,
            fresh,
            MOST_ALIVE,
            MOST_UNWRITTEN);
  }

  /**
   * Opens the struct, dropped when nothing was heard of its key for {@code unheard} of the wall
   * clock: RocksDB leaves it out when it next compacts.
   */
  protected final void openStructs(
      String name, Class<S> type, Codec<S> codec, Supplier<S> fresh, Duration unheard) {
    ValueStateDescriptor<S> descriptor =
        new ValueStateDescriptor<>(name, CodecTypeInfo.ofMutable(type, codec));
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(unheard)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(TIME_EVERY)
            .build());
    structs =
        new StructState<>(
            getRuntimeContext().getState(descriptor),
            this::setCurrentKey,
            fresh,
            MOST_ALIVE,
            MOST_UNWRITTEN,
            unheard,
            System::currentTimeMillis);
  }

  /**
   * Nothing: the struct of a hot key is at hand, so that RocksDB need not be told of the key of
   * every event. {@link StructState} tells it when it reads or writes.
   */
  @Override
  @SuppressWarnings("rawtypes") // as Flink declares it
  public final void setKeyContextElement1(StreamRecord element) {}

  /** The struct of a key. */
  protected final S load(String key) throws IOException {
    return structs.get(key);
  }

  /** Those of {@code keys} that this task has, in their order. */
  protected final List<String> ownOf(List<String> keys) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    return keys.stream()
        .filter(
            key ->
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key,
                        task.getMaxNumberOfParallelSubtasks(),
                        task.getNumberOfParallelSubtasks())
                    == task.getIndexOfThisSubtask())
        .toList();
  }

  /** The struct that was loaded has changed. */
  protected final void store(String key) throws IOException {
    structs.changed(key);
  }

  /** Hands on to the next stage. */
  protected final void emit(O value) {
    output.collect(new StreamRecord<>(value));
  }

  /** Hands on beside the next stage. */
  protected final <T> void emit(OutputTag<T> tag, T value) {
    output.collect(tag, new StreamRecord<>(value));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    structs.flush();
  }
}
