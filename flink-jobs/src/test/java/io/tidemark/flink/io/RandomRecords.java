package io.tidemark.flink.io;

import io.tidemark.core.drift.DriftStatus;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Arbitrary records of the core from a seed, filled component by component: a new component, and a
 * new record, is filled as soon as it is there.
 */
public final class RandomRecords {

  /** What a component may hold, where that is not all of its type. */
  private static final Map<String, Object[]> NARROWED =
      Map.of("DriftAlert.status", new Object[] {DriftStatus.WARN, DriftStatus.PAUSED});

  private static final int MOST_ITEMS = 3;
  private static final int MANY_ITEMS = 70;

  private final Random random;
  private final RandomValues values;
  private final Map<Class<?>, Supplier<Object>> scalars = new HashMap<>();

  public RandomRecords(long seed) {
    random = new Random(seed);
    values = new RandomValues(random);
    scalars.put(String.class, values::text);
    scalars.put(double.class, values::any);
    scalars.put(float.class, () -> (float) values.any());
    scalars.put(long.class, () -> random.nextBoolean() ? values.time() : random.nextLong());
    scalars.put(int.class, random::nextInt);
    scalars.put(byte.class, () -> (byte) random.nextInt());
    scalars.put(boolean.class, random::nextBoolean);
  }

  /** What may stand on an output. */
  public <T> T of(OutputTopic<T> output) {
    return of(output.type());
  }

  private <T> T of(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    @Nullable Object[] parts = new Object[components.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(components[i]);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(parts);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.getName(), e);
    }
  }

  private @Nullable Object part(RecordComponent component) {
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    if (nullable && random.nextBoolean()) {
      return null;
    }
    String name = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
    Object[] narrowed = NARROWED.get(name);
    return narrowed == null ? value(component.getGenericType()) : values.pick(narrowed);
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      Type item = generic.getActualTypeArguments()[0];
      return Stream.generate(() -> value(item)).limit(length()).toList();
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return of(plain);
    }
    if (plain.isEnum()) {
      return values.pick(plain.getEnumConstants());
    }
    return plain.isArray() ? array(plain.getComponentType()) : scalar(plain);
  }

  private Object array(Class<?> item) {
    Object array = Array.newInstance(item, length());
    for (int i = 0; i < Array.getLength(array); i++) {
      Array.set(array, i, value(item));
    }
    return array;
  }

  private Object scalar(Class<?> type) {
    Supplier<Object> scalar = scalars.get(type);
    if (scalar == null) {
      throw new AssertionError("there are no values at random of " + type);
    }
    return scalar.get();
  }

  /** None, some, or more than fit into one byte of Avro's count. */
  private int length() {
    return random.nextInt(10) == 0 ? MANY_ITEMS : random.nextInt(MOST_ITEMS + 1);
  }
}
