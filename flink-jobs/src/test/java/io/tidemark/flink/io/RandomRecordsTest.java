package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the tests of formats rely on: no component is left alone, and the extremes come. */
class RandomRecordsTest {

  private static final int TIMES = 1_000;

  /** By record and component. */
  private final Map<String, Set<Object>> seen = new HashMap<>();

  @Test
  void everyComponentTakesDifferentValues() {
    collect();
    assertThat(seen)
        .containsKeys("Signal.id", "RiskVerdict.rule", "NamedAnswer.value", "LargestDifference.at");
    seen.forEach((name, values) -> assertThat(values).as(name).hasSizeGreaterThan(1));
  }

  @Test
  void everyConstantAndTheExtremesOfNumbersComeInEveryComponentOfTheirType() {
    collect();
    seen.forEach(
        (name, values) -> {
          Object any = values.iterator().next();
          if (any instanceof Double) {
            assertThat(values)
                .as(name)
                .contains(Double.NaN, -0.0, 0.0, Double.MAX_VALUE, Double.MIN_VALUE)
                .contains(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
          } else if (any instanceof Long) {
            assertThat(values).as(name).contains(Long.MIN_VALUE, Long.MAX_VALUE - 100_000_000L);
          } else if (any instanceof String) {
            assertThat(values).as(name).contains("", "\0\n");
          } else if (any instanceof Enum<?> constant && !name.equals("DriftAlert.status")) {
            assertThat(values)
                .as(name)
                .contains((Object[]) constant.getDeclaringClass().getEnumConstants());
          }
        });
    assertThat(seen.get("DriftAlert.evidence")).as("none").contains(Objects.hashCode(null));
  }

  @Test
  void aSeedGivesTheSameRecords() {
    RandomRecords one = new RandomRecords(13);
    RandomRecords other = new RandomRecords(13);
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      for (int i = 0; i < TIMES; i++) {
        assertThat(Bits.same(one.of(output), other.of(output))).isTrue();
      }
    }
  }

  private void collect() {
    RandomRecords records = new RandomRecords(12);
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      for (int i = 0; i < TIMES; i++) {
        collect(records.of(output));
      }
    }
  }

  private void collect(Object record) {
    String type = record.getClass().getSimpleName();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      collect(type + "." + component.getName(), component.getType(), part(component, record));
    }
  }

  private void collect(String name, Class<?> type, @Nullable Object part) {
    if (type.isRecord()) {
      saw(name, Objects.hashCode(part));
      if (part != null) {
        collect(part);
      }
    } else if (part instanceof List<?> list) {
      saw(name, list.size());
      list.forEach(item -> collect(name + "[]", item.getClass(), item));
    } else if (type.isArray() && part != null) {
      saw(name, Array.getLength(part));
    } else if (part != null) {
      saw(name, part);
    }
  }

  private void saw(String name, Object value) {
    seen.computeIfAbsent(name, x -> new HashSet<>()).add(value);
  }

  private static @Nullable Object part(RecordComponent component, Object of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
