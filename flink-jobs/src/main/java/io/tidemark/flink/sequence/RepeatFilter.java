package io.tidemark.flink.sequence;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.sequence.FactDigest;
import io.tidemark.core.sequence.RepeatMemory;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.InstrumentGauges;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.metrics.RecentShare;
import io.tidemark.flink.state.SlotHeap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out of an instrument's log what it has. The state is a list to which each new fact appends
 * its digest: a write without a read. It is written anew when it has twice what is remembered. The
 * memories of the instruments that were heard last are on the heap, up to a bound; another one is
 * read from its list.
 */
final class RepeatFilter {

  /** Appended digests that are never worth writing the list anew. */
  private static final int SPARE = 1_024;

  private final ListState<FactDigest> stored;
  private final long within;
  private final long mostBytes;
  private final Counts counts;
  private final InstrumentGauges gauges;
  private final LinkedHashMap<String, Known> known = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * A filter.
   *
   * @param stored what each key remembers
   * @param within for how long of event time, µs; 0 lets everything pass
   * @param mostBytes of heap that memories may take; one always stays
   * @param counts of {@link MetricId#REPEATED}
   * @param gauges of {@link MetricId#REPEATED_SHARE}
   */
  RepeatFilter(
      ListState<FactDigest> stored,
      long within,
      long mostBytes,
      Counts counts,
      InstrumentGauges gauges) {
    this.stored = stored;
    this.within = within;
    this.mostBytes = mostBytes;
    this.counts = counts;
    this.gauges = gauges;
  }

  /**
   * Remembers a fact; false, and counted, if the log has it, or is ahead of it.
   *
   * @param instrument the current key
   */
  boolean isNew(String instrument, Fact fact) throws Exception {
    FactDigest said = within == 0 ? null : FactDigest.of(fact);
    if (said == null) {
      return true;
    }
    Known at = known(instrument);
    boolean fresh = at.memory.isNew(said, fact.availableAt());
    if (fresh) {
      store(said, at);
    } else {
      counts.add(MetricId.REPEATED);
    }
    at.repeated.add(!fresh);
    if (at.series != null) {
      at.series.set(MetricId.REPEATED_SHARE, at.repeated.share());
    }
    return fresh;
  }

  private void store(FactDigest said, Known at) throws Exception {
    if (at.listed >= SPARE + 2 * at.memory.size()) {
      stored.update(at.memory.remembered());
      at.listed = at.memory.size();
    } else {
      stored.add(said);
      at.listed++;
    }
    bytes += at.weighAnew();
    makeRoom();
  }

  private Known known(String instrument) throws Exception {
    Known found = known.get(instrument);
    if (found == null) {
      found = new Known(new RepeatMemory(within), gauges.of(instrument));
      for (FactDigest said : stored.get()) {
        found.memory.remember(said);
        found.listed++;
      }
      known.put(instrument, found);
      bytes += found.weighAnew();
      makeRoom();
    }
    return found;
  }

  /** The one in use is the newest, and stays. */
  private void makeRoom() {
    while (bytes > mostBytes && known.size() > 1) {
      Map.Entry<String, Known> eldest = known.entrySet().iterator().next();
      bytes -= eldest.getValue().weight;
      known.remove(eldest.getKey());
    }
  }

  /** Of one instrument. */
  private static final class Known {

    final RepeatMemory memory;
    final InstrumentGauges.@Nullable Series series;
    final RecentShare repeated = new RecentShare();

    /** Digests in the stored list. */
    int listed;

    /** What it was when it was weighed last, bytes. */
    long weight;

    Known(RepeatMemory memory, InstrumentGauges.@Nullable Series series) {
      this.memory = memory;
      this.series = series;
    }

    /** By how much it has grown, bytes. */
    long weighAnew() {
      long before = weight;
      weight = SlotHeap.ENTRY_BYTES + memory.heapBytes();
      return weight - before;
    }
  }
}
