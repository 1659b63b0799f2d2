package io.tidemark.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records by their ids or by how their ids begin. A record that was written twice is one. Of each
 * beginning no more than two are held, with which it is known not to be enough.
 *
 * @param <T> the records
 */
public final class IdPrefixes<T> {

  private final String kind;
  private final Map<String, Map<String, T>> found = new LinkedHashMap<>();

  /**
   * @param kind what has the ids, such as {@code signal}
   * @param prefixes the ids or how they begin
   */
  public IdPrefixes(String kind, Set<String> prefixes) {
    this.kind = kind;
    prefixes.forEach(prefix -> found.put(prefix, new LinkedHashMap<>()));
  }

  /** Looks at one record. */
  public void take(String id, T record) {
    found.forEach(
        (prefix, ids) -> {
          if (id.startsWith(prefix) && (ids.size() < 2 || ids.containsKey(id))) {
            ids.put(id, record);
          }
        });
  }

  /**
   * The record of each, by its whole id.
   *
   * @throws CommandFailedException if one has none, or more than one; it names them all
   */
  public Map<String, T> each() {
    List<String> none = new ArrayList<>();
    List<String> several = new ArrayList<>();
    Map<String, T> each = new LinkedHashMap<>();
    found.forEach(
        (prefix, ids) -> {
          if (ids.isEmpty()) {
            none.add(prefix);
          } else if (ids.size() > 1) {
            several.add(prefix);
          } else {
            each.putAll(ids);
          }
        });
    List<String> wrong = new ArrayList<>();
    if (!none.isEmpty()) {
      wrong.add("no such " + kind + ": " + String.join(", ", none));
    }
    if (!several.isEmpty()) {
      wrong.add(
          "more than one "
              + kind
              + "'s id begins so: "
              + String.join(", ", several)
              + "; give more of it");
    }
    if (!wrong.isEmpty()) {
      throw new CommandFailedException(String.join("; ", wrong));
    }
    return each;
  }
}
