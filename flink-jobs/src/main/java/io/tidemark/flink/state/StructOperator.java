package io.tidemark.flink.state;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * A keyed operator that keeps a struct per key, or several: load, step, store, emit. Unlike a
 * function it may write state back, and hand on what waits, before a checkpoint's barrier.
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

  /** Entries that a compaction looks at before it asks for the time again. */
  private static final long TIME_EVERY = 1_000;

  private transient StructState<S> structs;
  private transient @Nullable List<StructState<?>> all;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  protected StructOperator() {}

  /**
   * Opens the struct, kept for ever; call it once, in {@code open}.
   *
   * @param spec of the struct
   * @param cachePercent of the slot's heap that structs may take
   */
  protected final void openStructs(StructSpec<S> spec, int cachePercent) {
    structs =
        remember(
            new StructState<>(
                getRuntimeContext().getState(descriptor(spec)),
                this::setCurrentKey,
                spec.fresh(),
                limits(spec, cachePercent)));
  }

  /**
   * Opens the struct, dropped when nothing was heard of its key for {@code unheard} of the wall
   * clock: RocksDB leaves it out when it next compacts.
   */
  protected final void openStructs(StructSpec<S> spec, int cachePercent, Duration unheard) {
    structs = openMore(spec, cachePercent, unheard);
  }

  /**
   * Opens one struct more, dropped in the same way, for an operator that keeps several of each key;
   * it is written back with the others.
   */
  protected final <T> StructState<T> openMore(
      StructSpec<T> spec, int cachePercent, Duration unheard) {
    ValueStateDescriptor<T> descriptor = descriptor(spec);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(unheard)
            .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .cleanupInRocksdbCompactFilter(TIME_EVERY)
            .build());
    return remember(
        new StructState<>(
            getRuntimeContext().getState(descriptor),
            this::setCurrentKey,
            spec.fresh(),
            limits(spec, cachePercent),
            unheard,
            System::currentTimeMillis));
  }

  private <T> StructState<T> remember(StructState<T> opened) {
    if (all == null) {
      all = new ArrayList<>();
    }
    all.add(opened);
    return opened;
  }

  private static <S> ValueStateDescriptor<S> descriptor(StructSpec<S> spec) {
    return new ValueStateDescriptor<>(
        spec.name(), CodecTypeInfo.ofMutable(spec.type(), spec.codec()));
  }

  private <T> CacheLimits<T> limits(StructSpec<T> spec, int cachePercent) {
    SlotHeap heap =
        SlotHeap.of(
            getContainingTask().getEnvironment().getTaskManagerInfo().getConfiguration(),
            Runtime.getRuntime().maxMemory());
    ToLongFunction<T> heapBytes = spec.heapBytes();
    return CacheLimits.of(
        struct -> SlotHeap.ENTRY_BYTES + heapBytes.applyAsLong(struct),
        heap.cacheBytes(cachePercent, spec.cacheTenths()));
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
    if (all != null) {
      for (StructState<?> each : all) {
        each.flush();
      }
    }
  }
}
