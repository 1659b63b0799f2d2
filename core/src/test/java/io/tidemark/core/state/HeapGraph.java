package io.tidemark.core.state;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds up all objects that can be reached from one, by the layout of the JVM. */
public final class HeapGraph {

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private HeapGraph() {}

  /**
   * Bytes of heap.
   *
   * @param shared what many states have together and is not counted, with all that it holds
   */
  public static long bytes(Object root, Object... shared) {
    HeapGraph graph = new HeapGraph();
    graph.seen.addAll(List.of(shared));
    graph.reach(root);
    long bytes = 0;
    while (!graph.open.isEmpty()) {
      bytes += graph.bytesOf(graph.open.pop());
    }
    return bytes;
  }

  private void reach(@Nullable Object value) {
    if (value != null && !(value instanceof Enum<?>) && seen.add(value)) {
      open.push(value);
    }
  }

  private long bytesOf(Object value) {
    if (value instanceof String text) {
      return HeapSize.text(text);
    }
    if (value instanceof Map<?, ?> map) { // an EnumMap: with what it is made of
      map.values().forEach(this::reach);
      return 24 + 16 + 4L * map.size();
    }
    if (value instanceof List<?> list) {
      list.forEach(this::reach);
      return 24;
    }
    return value.getClass().isArray() ? ofArray(value) : ofFields(value);
  }

  private long ofArray(Object array) {
    int length = Array.getLength(array);
    Class<?> element = array.getClass().getComponentType();
    if (!element.isPrimitive()) {
      for (int i = 0; i < length; i++) {
        reach(Array.get(array, i));
      }
    }
    return HeapSize.array(length, size(element));
  }

  private long ofFields(Object value) {
    int fields = 0;
    for (Field field : value.getClass().getDeclaredFields()) {
      fields += Modifier.isStatic(field.getModifiers()) ? 0 : of(field, value);
    }
    Class<?> parent = value.getClass().getSuperclass();
    for (Field field : parent.getDeclaredFields()) {
      fields += Modifier.isStatic(field.getModifiers()) ? 0 : of(field, value);
    }
    return HeapSize.object(fields);
  }

  private int of(Field field, Object value) {
    if (!field.getType().isPrimitive()) {
      field.setAccessible(true);
      try {
        reach(field.get(value));
      } catch (IllegalAccessException e) {
        throw new AssertionError(field + " cannot be read", e);
      }
    }
    return size(field.getType());
  }

  private static int size(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == boolean.class || type == byte.class) {
      return 1;
    }
    return type == short.class || type == char.class ? 2 : 4;
  }
}
