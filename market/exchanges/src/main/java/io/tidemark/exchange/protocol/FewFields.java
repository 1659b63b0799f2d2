package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that has few, in the order in which they stand: two arrays that are
 * looked through, which is sooner done than hashing and takes a fifth of the memory. Fields are not
 * removed.
 */
final class FewFields extends AbstractMap<String, JsonNode> {

  /** With more it is not faster any more. */
  static final int MOST = 16;

  private String[] names;
  private JsonNode[] values;
  private int count;

  /** A bit for each hash code: most names that are not there are told by it. */
  private long hashes;

  /**
   * Has none yet.
   *
   * @param expected how many there will be, at least 1; a guess
   */
  FewFields(int expected) {
    names = new String[expected];
    values = new JsonNode[expected];
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public @Nullable JsonNode put(String name, JsonNode value) {
    int at = find(name);
    if (at >= 0) {
      JsonNode before = values[at];
      values[at] = value;
      return before;
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    names[count] = name;
    values[count] = value;
    hashes |= bit(name);
    count++;
    return null;
  }

  @Override
  public @Nullable JsonNode get(@Nullable Object name) {
    int at = find(name);
    return at >= 0 ? values[at] : null;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return find(name) >= 0;
  }

  @SuppressWarnings("ReferenceEquality") // what differs is compared again
  private int find(@Nullable Object name) {
    if (name == null || (hashes & bit(name)) == 0) {
      return -1;
    }
    for (int i = 0; i < count; i++) {
      if (names[i] == name) { // nearly always: both are the same constant
        return i;
      }
    }
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static long bit(Object name) {
    return 1L << name.hashCode(); // by its last six bits
  }

  @Override
  public Set<Entry<String, JsonNode>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return count;
      }

      @Override
      public Iterator<Entry<String, JsonNode>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Entry<String, JsonNode>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public Entry<String, JsonNode> next() {
      if (next == count) {
        throw new NoSuchElementException();
      }
      Entry<String, JsonNode> entry = Map.entry(names[next], values[next]);
      next++;
      return entry;
    }
  }
}
