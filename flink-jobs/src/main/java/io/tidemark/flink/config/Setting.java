package io.tidemark.flink.config;

import io.tidemark.flink.config.text.Domain;
import io.tidemark.flink.config.text.Domains;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.description.BlockElement;
import org.apache.flink.configuration.description.TextElement;

/**
 * One option: its key, type, default and description as Flink knows them, and what Flink does not
 * know.
 *
 * @param option key, type, default, description
 * @param domain which values are accepted
 * @param requiredBy the jobs that do not start without it
 * @param perInstrument whether {@code key.<instrument>} overrides it for one instrument
 * @param <T> type of its value
 */
public record Setting<T>(
    ConfigOption<T> option, Domain<T> domain, Set<Job> requiredBy, boolean perInstrument) {

  /** The shortest duration of what cannot be 0. */
  static final Duration MILLISECOND = Duration.ofMillis(1);

  /** A text without which the jobs of {@code by} do not start. */
  static Setting<String> required(String key, Domain<String> domain, Set<Job> by, String meaning) {
    return new Setting<>(
        ConfigOptions.key(key).stringType().noDefaultValue().withDescription(meaning),
        domain,
        by,
        false);
  }

  /** A text. */
  static Setting<String> text(String key, String byDefault, Domain<String> domain, String meaning) {
    return optional(
        ConfigOptions.key(key).stringType().defaultValue(byDefault).withDescription(meaning),
        domain);
  }

  /** A number. */
  static Setting<Double> number(
      String key, double byDefault, double low, double high, String meaning) {
    return optional(
        ConfigOptions.key(key).doubleType().defaultValue(byDefault).withDescription(meaning),
        Domains.number(low, high));
  }

  /** A number that cannot be 0: a limit of 0 would forbid everything. */
  static Setting<Double> above0(String key, double byDefault, double high, String meaning) {
    return optional(
        ConfigOptions.key(key).doubleType().defaultValue(byDefault).withDescription(meaning),
        Domains.above0(high));
  }

  /** A whole number. */
  static Setting<Integer> whole(String key, int byDefault, int low, int high, String meaning) {
    return optional(
        ConfigOptions.key(key).intType().defaultValue(byDefault).withDescription(meaning),
        Domains.whole(low, high));
  }

  /** A whole number that something else decides unless it is set. */
  static Setting<Integer> wholeOrNone(String key, int low, int high, String meaning) {
    return optional(
        ConfigOptions.key(key).intType().noDefaultValue().withDescription(meaning),
        Domains.whole(low, high));
  }

  /** A duration. */
  static Setting<Duration> duration(
      String key, Duration byDefault, Duration shortest, String meaning) {
    return optional(
        ConfigOptions.key(key).durationType().defaultValue(byDefault).withDescription(meaning),
        Domains.duration(shortest));
  }

  /** A constant of an enum, in small letters. */
  static <E extends Enum<E>> Setting<E> oneOf(String key, E byDefault, String meaning) {
    Class<E> type = byDefault.getDeclaringClass();
    return optional(
        ConfigOptions.key(key).enumType(type).defaultValue(byDefault).withDescription(meaning),
        Domains.oneOf(type));
  }

  /** Of any type, and not required. */
  static <T> Setting<T> optional(ConfigOption<T> option, Domain<T> domain) {
    return new Setting<>(option, domain, Set.of(), false);
  }

  /** The same, with {@code key.<instrument>} for one instrument. */
  Setting<T> forEachInstrument() {
    return new Setting<>(option, domain, requiredBy, true);
  }

  /** Microseconds, as the core counts, as a duration. */
  static Duration micros(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /** Its key. */
  public String key() {
    return option.key();
  }

  /** One sentence or more for people, with the unit. */
  public String description() {
    return plain(option);
  }

  /** The description of an option of Flink's kind, as it was written. */
  static String plain(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(Setting::text)
        .collect(Collectors.joining(" "));
  }

  private static String text(BlockElement block) {
    return block instanceof TextElement text ? text.getFormat() : "";
  }
}
