package io.tidemark.flink.testbed;

import io.tidemark.flink.testbed.RecordSource.Split;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/**
 * Reads its partitions in turn, a record of each.
 *
 * @param <T> what is made of a record
 */
final class RecordReader<T> implements SourceReader<T, Split> {

  private final RecordSource<T> source;
  private final boolean fails;
  private final CompletableFuture<Void> checkpointed = new CompletableFuture<>();
  private final Deque<Split> splits = new ArrayDeque<>();
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();
  private boolean noMore;
  private boolean waits;
  private boolean holding;
  private final CompletableFuture<Void> endless = new CompletableFuture<>();
  private long firstAtTheHalf = Long.MAX_VALUE;

  /**
   * @param fails whether it waits for a checkpoint at the half and fails at five eighths
   */
  RecordReader(RecordSource<T> source, boolean fails) {
    this.source = source;
    this.fails = fails;
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    if (allHeld()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    Split split = splits.peek();
    if (split == null) {
      return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    int size = source.size(split.partition());
    waits = fails && split.position() == size / 2 && !checkpointed.isDone();
    if (waits) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (fails && split.position() == size / 8 * 5) {
      source.fail();
    }
    splits.remove();
    output.collect(source.record(split.partition(), split.position()));
    if (split.position() + 1 < size) {
      splits.add(new Split(split.partition(), split.position() + 1));
    }
    return InputStatus.MORE_AVAILABLE;
  }

  /** Brings one that is not held to the front, if there is one. */
  private boolean allHeld() {
    int held = 0;
    while (held < splits.size() && source.holds(splits.element())) {
      splits.add(splits.remove());
      held++;
    }
    holding = held > 0 && held == splits.size();
    return holding;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws IOException {
    for (Split split : holding ? splits : new ArrayDeque<Split>()) {
      source.sign(split);
    }
    if (waits && checkpointId >= firstAtTheHalf) {
      checkpointed.complete(null);
    }
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (splits.isEmpty()) {
      return assigned;
    }
    if (holding) {
      return endless;
    }
    return waits ? checkpointed : CompletableFuture.completedFuture(null);
  }

  @Override
  public List<Split> snapshotState(long checkpointId) {
    if (waits) {
      firstAtTheHalf = Math.min(firstAtTheHalf, checkpointId);
    }
    return new ArrayList<>(splits);
  }

  @Override
  public void addSplits(List<Split> added) {
    splits.addAll(added);
    assigned.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    noMore = true;
    assigned.complete(null);
  }

  @Override
  public void close() {}
}
