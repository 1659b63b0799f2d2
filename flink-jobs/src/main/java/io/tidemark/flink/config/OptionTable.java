package io.tidemark.flink.config;

import java.util.List;
import java.util.function.Function;

/**
 * The options of one subject: its rows, what contradicts among them, and the record they become.
 *
 * @param rows in the order of the documentation
 * @param contradictions what no row can know alone
 * @param reading makes the record; every row was accepted before
 * @param <C> the subject's part of {@link JobConfig}
 */
record OptionTable<C>(
    List<Setting<?>> rows, Contradictions contradictions, Function<ReadOptions, C> reading) {

  /** For a subject whose rows do not depend on each other. */
  static final Contradictions NO_CONTRADICTION = (job, read, problems) -> {};

  /** What contradicts something else. */
  @FunctionalInterface
  interface Contradictions {
    /** Adds a sentence to {@code problems} for whatever keeps {@code job} from starting. */
    void check(Job job, ReadOptions read, List<String> problems);
  }

  /** Adds to {@code problems} what is missing for {@code job}. */
  void required(Job job, ReadOptions read, List<String> problems) {
    for (Setting<?> row : rows) {
      if (row.requiredBy().contains(job) && !read.refused(row) && read.find(row).isEmpty()) {
        problems.add(row.key() + " is required and not set; it must be " + row.domain().expected());
      }
    }
  }

  /** The record of values that were accepted. */
  C from(ReadOptions read) {
    return reading.apply(read);
  }
}
