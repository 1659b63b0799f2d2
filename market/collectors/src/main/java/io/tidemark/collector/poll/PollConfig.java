package io.tidemark.collector.poll;

import io.tidemark.flink.config.text.NearestKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is polled.
 *
 * @param plans one for each request
 * @param memory a folder in which what went out is kept over a restart; null for none
 */
public record PollConfig(List<PollPlan> plans, @Nullable Path memory) {

  /** Nothing is polled. */
  public static final PollConfig NONE = new PollConfig(List.of(), null);

  static final String PREFIX = "collect.polls.";
  private static final String MEMORY = "collect.poll-memory";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,40}");

  /** Whether this class reads the key, be it right or wrong. */
  public static boolean reads(String key) {
    return key.startsWith(PREFIX) || key.equals(MEMORY);
  }

  /**
   * Reads {@code collect.polls.NAME.PROPERTY} and {@code collect.poll-memory}.
   *
   * @param texts all keys with their values; others are passed over
   * @param problems all that is wrong is added here; then what is given back is of no use
   */
  public static PollConfig read(Map<String, String> texts, List<String> problems) {
    Map<String, Map<PollKey, String>> polls = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(PREFIX)) {
            put(key, text, polls, problems);
          }
        });
    List<PollPlan> plans = new ArrayList<>();
    polls.forEach((name, own) -> plans.addAll(PollSettings.read(name, own, problems)));
    String memory = texts.getOrDefault(MEMORY, "");
    return new PollConfig(List.copyOf(plans), memory.isEmpty() ? null : Path.of(memory));
  }

  /** Whether any of them gives texts. */
  public boolean hasTexts() {
    return plans.stream().anyMatch(plan -> plan.source() instanceof FeedSource);
  }

  private static void put(
      String key, String text, Map<String, Map<PollKey, String>> polls, List<String> problems) {
    int dot = key.lastIndexOf('.');
    String name = dot < PREFIX.length() ? "" : key.substring(PREFIX.length(), dot);
    String label = key.substring(dot + 1);
    PollKey property = PollKey.named(label).orElse(null);
    if (!NAME.matcher(name).matches()) {
      problems.add(key + " is not known: write " + PREFIX + "NAME.PROPERTY, such as mood.kind");
    } else if (property == null) {
      List<String> known = Arrays.stream(PollKey.values()).map(PollKey::label).toList();
      problems.add(key + " is not known; did you mean " + NearestKey.to(label, known) + "?");
    } else {
      polls.computeIfAbsent(name, any -> new EnumMap<>(PollKey.class)).put(property, text);
    }
  }
}
