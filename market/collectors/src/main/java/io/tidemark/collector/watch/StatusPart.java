package io.tidemark.collector.watch;

import java.util.List;
import java.util.function.ObjLongConsumer;

/** Something beside the feeds that the status page tells of. */
public interface StatusPart {

  /** Whether all of it is as it should be. */
  default boolean isWell() {
    return trouble().isEmpty();
  }

  /** What is not as it should be, on a line for people; empty while all is well. */
  String trouble();

  /** How it stands, for people. */
  List<String> words();

  /** Gives its numbers, each with its name and labels as Prometheus writes them. */
  void metrics(ObjLongConsumer<String> numbers);
}
