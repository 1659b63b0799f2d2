package io.tidemark.bench;

import io.tidemark.core.serve.InstrumentState;
import io.tidemark.flink.signal.SignalStructs;
import io.tidemark.flink.state.CacheLimits;
import io.tidemark.flink.state.SlotHeap;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/** Where the job's state lies, how RocksDB is set, and what stays alive before it. */
enum StateBackendVariant {
  /** On the heap backend, which the job does not offer. */
  HEAP("heap", "hashmap", Cache.NONE, false),
  /** Read from RocksDB and written to it at each event, which the job does not offer. */
  ROCKSDB("RocksDB", "rocksdb", Cache.NONE, false),
  /** As the job does: hot structs stay alive, as many as the heap allows, and are written back. */
  CACHED("RocksDB + cache", "rocksdb", Cache.BYTES, false),
  /** As the job did: of a constant number of hot structs few are unwritten. */
  COUNTED("RocksDB + 1,024 structs", "rocksdb", Cache.COUNT, false),
  /** The same with what Flink sets in RocksDB. */
  FLINKS("Flink's RocksDB + 1,024 structs", "rocksdb", Cache.COUNT, true);

  private enum Cache {
    NONE,
    COUNT,
    BYTES
  }

  /** Of a task manager with one slot and 1 GB of task heap; this process has a broker, too. */
  private static final SlotHeap HEAP_OF_SLOT = new SlotHeap(1 << 30);

  private final String words;
  private final String backend;
  private final Cache cache;
  private final boolean leftAlone;

  StateBackendVariant(String words, String backend, Cache cache, boolean leftAlone) {
    this.words = words;
    this.backend = backend;
    this.cache = cache;
    this.leftAlone = leftAlone;
  }

  String words() {
    return words;
  }

  /**
   * What stays alive.
   *
   * @param percent of the slot's heap
   */
  CacheLimits<InstrumentState> limits(int percent) {
    return switch (cache) {
      case NONE -> CacheLimits.ofCount(1, 0);
      case COUNT -> CacheLimits.ofCount(1_024, 256);
      case BYTES ->
          CacheLimits.of(
              struct -> SlotHeap.ENTRY_BYTES + struct.heapBytes(),
              HEAP_OF_SLOT.cacheBytes(percent, SignalStructs.INSTRUMENT.cacheTenths()));
    };
  }

  /** Makes it that of a job. */
  void set(Configuration settings) {
    settings.set(StateBackendOptions.STATE_BACKEND, backend);
    if (leftAlone) {
      settings.set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, false);
      settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, false);
      settings.set(
          RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL,
          List.of(CompressionType.SNAPPY_COMPRESSION));
    }
  }
}
