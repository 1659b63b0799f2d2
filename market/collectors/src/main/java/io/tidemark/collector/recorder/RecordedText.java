package io.tidemark.collector.recorder;

/**
 * One line of a recording.
 *
 * @param at when it was heard, µs since the epoch
 * @param line without its end
 * @param head what it says, if the file is of no use without it: of lines that say the same the
 *     last is kept until it is in a file; empty for all others
 */
record RecordedText(long at, String line, String head) {

  RecordedText(long at, String line) {
    this(at, line, "");
  }

  boolean isHead() {
    return !head.isEmpty();
  }
}
