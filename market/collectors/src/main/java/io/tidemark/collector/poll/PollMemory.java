package io.tidemark.collector.poll;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was handed on, bounded: what was not seen for longest is forgotten first. */
public final class PollMemory {

  /** Items that are remembered; more than any answer may hold. */
  static final int MOST = 20_000;

  private static final char BETWEEN = '\t';

  private final Map<String, String> contents =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  /** Nothing is remembered. */
  public PollMemory() {}

  /** What {@link #lines} gave; a line that it did not give is left out. */
  public PollMemory(List<String> lines) {
    for (String line : lines) {
      int between = line.lastIndexOf(BETWEEN);
      if (between > 0) {
        contents.put(line.substring(0, between), line.substring(between + 1));
      }
    }
  }

  boolean isEmpty() {
    return contents.isEmpty();
  }

  /** What was last said under this key; null if it is not known. */
  @Nullable String content(String key) {
    return contents.get(key);
  }

  void put(String key, String content) {
    contents.put(key, content);
  }

  /** All that is remembered, a line each, to be kept in a file. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(contents.size());
    contents.forEach((key, content) -> lines.add(key + BETWEEN + content));
    return lines;
  }
}
