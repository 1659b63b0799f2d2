package io.tidemark.bench;

/** Where the job's state lies, and whether it is written back or at each event. */
enum StateBackendVariant {
  /** On the heap backend, which the job does not offer. */
  HEAP("heap", "hashmap", false),
  /** Read from RocksDB and written to it at each event, which the job does not offer. */
  ROCKSDB("RocksDB", "rocksdb", false),
  /** As the job does: hot structs stay alive and are written back. */
  CACHED("RocksDB + cache", "rocksdb", true);

  private final String words;
  private final String backend;
  private final boolean cached;

  StateBackendVariant(String words, String backend, boolean cached) {
    this.words = words;
    this.backend = backend;
    this.cached = cached;
  }

  String words() {
    return words;
  }

  /** As {@code state.backend.type} has it. */
  String backend() {
    return backend;
  }

  /** As the job has it: at most this many structs stay alive. */
  int mostAlive() {
    return cached ? 1_024 : 1;
  }

  /** As the job has it: at most this many structs are unwritten. */
  int mostUnwritten() {
    return cached ? 256 : 0;
  }
}
