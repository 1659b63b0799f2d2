package io.tidemark.flink.testbed;

import io.tidemark.flink.testbed.RecordSource.Split;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives each reader the partitions whose number says so. */
final class RecordSplits implements SplitEnumerator<Split, Split[]> {

  private final SplitEnumeratorContext<Split> context;
  private final List<Split> unassigned;

  RecordSplits(SplitEnumeratorContext<Split> context, Split[] unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(List.of(unassigned));
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<Split> splits, int reader) {
    unassigned.addAll(splits);
  }

  @Override
  public void addReader(int reader) {
    Iterator<Split> splits = unassigned.iterator();
    while (splits.hasNext()) {
      Split split = splits.next();
      if (split.partition() % context.currentParallelism() == reader) {
        context.assignSplit(split, reader);
        splits.remove();
      }
    }
    context.signalNoMoreSplits(reader);
  }

  @Override
  public Split[] snapshotState(long checkpointId) {
    return unassigned.toArray(new Split[0]);
  }

  @Override
  public void close() {}
}
