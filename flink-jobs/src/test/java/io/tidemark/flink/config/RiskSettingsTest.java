package io.tidemark.flink.config;

import static io.tidemark.flink.config.ConfigFile.MINIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.risk.OtherInstruments;
import io.tidemark.core.risk.RiskLimits;
import io.tidemark.core.risk.VolatilityBasis;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits are built by name, so that the compiler does not see one that is left at its default. */
class RiskSettingsTest {

  private static final String PREFIX = "risk.";

  private final ConfigFile file;

  RiskSettingsTest(@TempDir Path directory) {
    file = new ConfigFile(directory);
  }

  @Test
  void everyOptionChangesTheLimitOfItsNameAndNoOther() throws Exception {
    List<Setting<?>> options =
        JobOptions.all().stream().filter(option -> option.key().startsWith(PREFIX)).toList();
    assertThat(options).hasSizeGreaterThanOrEqualTo(11);
    for (Setting<?> option : options) {
      Changed changed = changed(option.option().defaultValue());
      Map<String, Object> expected = limits(RiskLimits.defaults());
      assertThat(expected.replace(limit(option), changed.limit())).as(option.key()).isNotNull();

      RiskLimits loaded = file.load(MINIMAL, option.key() + "=" + changed.written()).risk();

      assertThat(limits(loaded)).as(option.key()).isEqualTo(expected);
    }
  }

  /**
   * Another value than the default.
   *
   * @param written as in a configuration
   * @param limit as in the core
   */
  private record Changed(String written, Object limit) {}

  private static Changed changed(Object byDefault) {
    if (byDefault instanceof Duration duration) {
      long millis = duration.toMillis() + 7;
      return new Changed(millis + " ms", millis * 1_000);
    }
    if (byDefault instanceof Integer whole) {
      return new Changed(String.valueOf(whole - 1), whole - 1);
    }
    if (byDefault == OtherInstruments.REFUSE) {
      return new Changed("mark", OtherInstruments.MARK);
    }
    if (byDefault == VolatilityBasis.REALISED) {
      return new Changed("predicted", VolatilityBasis.PREDICTED);
    }
    double half = (Double) byDefault / 2;
    return new Changed(String.valueOf(half), half);
  }

  /** The option {@code risk.funding-extreme} is {@code fundingExtreme}. */
  private static String limit(Setting<?> option) {
    StringBuilder name = new StringBuilder();
    for (String word : option.key().substring(PREFIX.length()).split("-", -1)) {
      name.append(name.isEmpty() ? word : capital(word));
    }
    return name.toString();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static Map<String, Object> limits(RiskLimits limits) throws ReflectiveOperationException {
    Map<String, Object> byName = new TreeMap<>();
    for (RecordComponent component : RiskLimits.class.getRecordComponents()) {
      byName.put(component.getName(), component.getAccessor().invoke(limits));
    }
    return byName;
  }
}
