package io.tidemark.flink.io;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares records by bits: a NaN equals a NaN, 0.0 is not -0.0, arrays count by what is in them.
 */
final class Bits {

  private Bits() {}

  static boolean same(Object one, Object other) {
    return Arrays.deepEquals(parts(one), parts(other));
  }

  private static Object[] parts(Object record) {
    List<Object> parts = new ArrayList<>(List.of(record.getClass()));
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object part = component(component, record);
      parts.add(part instanceof Record ? parts(part) : part);
    }
    return parts.toArray();
  }

  private static Object component(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
