package io.tidemark.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ids of the last {@link #MOST} trades of a venue. */
final class RecentIds {

  static final int MOST = 10_000;

  private final Map<String, Boolean> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** Notes the id; false if it was there. */
  boolean add(String id) {
    return ids.put(id, Boolean.TRUE) == null;
  }
}
