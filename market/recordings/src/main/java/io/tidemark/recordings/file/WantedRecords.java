package io.tidemark.recordings.file;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The records of a file that are wanted, and its header; they keep their numbers. */
public final class WantedRecords implements Records {

  private final Records records;
  private final long headerLine;
  private final Predicate<String> wanted;

  public WantedRecords(Records records, long headerLine, Predicate<String> wanted) {
    this.records = records;
    this.headerLine = headerLine;
    this.wanted = wanted;
  }

  @Override
  public @Nullable String next() {
    String record = records.next();
    while (record != null && records.number() > headerLine && !wanted.test(record)) {
      record = records.next();
    }
    return record;
  }

  @Override
  public long number() {
    return records.number();
  }

  @Override
  public void close() {
    records.close();
  }
}
