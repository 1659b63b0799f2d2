package io.tidemark.recordings;

/**
 * When an instrument's next tick is due: at each point of a grid at which its market says nothing,
 * from its first bar or trade until its last file ends.
 */
final class Heartbeat {

  static final long NEVER = Long.MAX_VALUE;

  private final String instrument;
  private long every;
  private long due = NEVER;
  private int openSources;

  Heartbeat(String instrument) {
    this.instrument = instrument;
  }

  String instrument() {
    return instrument;
  }

  /** µs since the epoch, or {@link #NEVER}. */
  long due() {
    return due;
  }

  void opened() {
    openSources++;
  }

  void ended() {
    openSources--;
    if (openSources == 0) {
      due = NEVER;
    }
  }

  /** The market spoke at {@code time}; from now on it is missed after {@code grid} µs. */
  void spoke(long time, long grid) {
    every = grid;
    due = Math.floorDiv(time, every) * every + every;
  }

  void ticked() {
    due += every;
  }
}
