package io.tidemark.collector;

import io.tidemark.collector.poll.PollConfig;
import io.tidemark.flink.config.text.NearestKey;
import io.tidemark.flink.config.text.ResolvedOptions;
import java.util.ArrayList;
import java.util.List;

/** Which keys the collector knows, and which one was probably meant by another. */
final class CollectKeys {

  /** A folder for recordings is of one run, so it stands on the command line. */
  private static final String RECORD = "collect.record";

  private static final List<String> OPTIONS =
      CollectOption.ALL.stream().map(CollectOption::key).toList();

  private CollectKeys() {}

  /** Tells of each key that nothing reads. */
  static void refuseUnknown(ResolvedOptions options) {
    for (String key : options.keys()) {
      if (key.equals(RECORD)) {
        options.refuse(
            key, key + " is not an option: name the folder by --record DIR on the command line");
      } else if (!isKnown(key)) {
        options.refuse(key, key + " is not known; " + instead(key));
      }
    }
  }

  private static boolean isKnown(String key) {
    return OPTIONS.contains(key)
        || key.startsWith(CollectReading.PROPERTIES)
        || key.startsWith(CollectEndpoints.PREFIX)
        || PollConfig.reads(key);
  }

  private static String instead(String key) {
    List<String> all = new ArrayList<>(OPTIONS);
    all.add(CollectReading.PROPERTIES + "NAME");
    all.add(CollectEndpoints.PREFIX + "VENUE.socket");
    all.add(CollectEndpoints.PREFIX + "VENUE.rest");
    all.addAll(PollConfig.keys());
    // in a key that ends in a name of the writer's, that name is kept
    String[] parts = key.split("\\.", 3);
    List<String> candidates =
        all.stream()
            .map(
                each ->
                    parts.length == 3 && each.split("\\.", 3).length == 3
                        ? each.substring(0, each.indexOf('.', each.indexOf('.') + 1) + 1) + parts[2]
                        : each)
            .toList();
    String near = NearestKey.to(key, candidates);
    return NearestKey.isNear(key, near)
        ? "did you mean " + near + "?"
        : "keys are " + String.join(", ", all);
  }
}
