package io.tidemark.flink.config;

import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.NearestKey;
import io.tidemark.flink.config.text.OptionSource;
import io.tidemark.flink.config.text.Secrets;
import io.tidemark.flink.config.text.UnacceptableValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/** Texts as typed values: each read by its option's domain. */
final class ReadOptions {

  private static final String KAFKA_PROPERTY = KafkaSettings.PROPERTIES.key() + ".";

  private final Secrets secrets;
  private final List<String> problems;
  private final Configuration typed = new Configuration();
  private final Map<String, String> kafkaProperties = new TreeMap<>();
  private final Map<String, Object> perInstrument = new LinkedHashMap<>();
  private final Map<String, String> instrumentKeys = new LinkedHashMap<>();
  private final SortedMap<String, EffectiveOption> shown = new TreeMap<>();
  private final Set<String> refused = new HashSet<>();

  /** Adds what goes wrong to {@code problems}. */
  ReadOptions(Secrets secrets, List<String> problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /** Reads one key. */
  void read(String key, String text, OptionSource source) {
    shown.put(key, new EffectiveOption(Secrets.shown(key, text), source));
    if (key.startsWith(KAFKA_PROPERTY) && key.length() > KAFKA_PROPERTY.length()) {
      kafkaProperty(key, text);
      return;
    }
    for (Setting<?> setting : JobOptions.all()) {
      if (key.equals(setting.key())) {
        forAll(setting, text);
        return;
      }
      if (setting.perInstrument() && key.startsWith(setting.key() + ".")) {
        instrumentKeys.put(key, key.substring(setting.key().length() + 1));
        parsed(setting, key, text).ifPresent(value -> perInstrument.put(key, value));
        return;
      }
    }
    problems.add(key + " (value " + found(key, text) + ") is not an option; " + nearest(key));
  }

  /** The value, or the default; the option has one or is required. */
  <T> T get(Setting<T> setting) {
    return typed.get(setting.option());
  }

  /** A duration in microseconds, as the core counts. */
  long micros(Setting<Duration> setting) {
    return get(setting).toNanos() / 1_000;
  }

  /** The value, the default, or nothing where there is neither. */
  <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(typed.get(setting.option()));
  }

  /** The value for one instrument, else that for all. */
  @SuppressWarnings("unchecked") // put there as read by this setting's own domain
  <T> T get(Setting<T> setting, String instrument) {
    Object own = perInstrument.get(setting.key() + "." + instrument);
    return own == null ? get(setting) : (T) own;
  }

  /** Whether somebody gave the option a value, acceptable or not. */
  boolean isGiven(Setting<?> setting) {
    return shown.containsKey(setting.key());
  }

  /** Whether a value was given that could not be accepted, and is among the problems already. */
  boolean refused(Setting<?> setting) {
    return refused(setting.key());
  }

  /** The same of a key, which may be one of an instrument. */
  boolean refused(String key) {
    return refused.contains(key);
  }

  /** Kafka properties by name, in the clear. */
  Map<String, String> kafkaProperties() {
    return kafkaProperties;
  }

  /** The value that a key was given, as a sentence about it shows it: as it was written. */
  String found(String key) {
    EffectiveOption given = shown.get(key);
    return given == null ? "nothing" : found(key, given.value());
  }

  /** Instrument by key, for every {@code option.<instrument>} that was given. */
  Map<String, String> instrumentKeys() {
    return instrumentKeys;
  }

  /** Every option that applies, as people may see it. */
  SortedMap<String, EffectiveOption> effective() {
    SortedMap<String, EffectiveOption> all = new TreeMap<>(shown);
    for (Setting<?> setting : JobOptions.all()) {
      find(setting)
          .ifPresent(
              value ->
                  all.putIfAbsent(
                      setting.key(),
                      new EffectiveOption(Domains.show(value), OptionSource.DEFAULT)));
    }
    return all;
  }

  private void kafkaProperty(String key, String text) {
    if (Secrets.isSecret(key) && !Secrets.refers(text)) {
      problems.add(Secrets.inTheClear(key));
      return;
    }
    secrets
        .resolve(key, text, problems)
        .ifPresent(value -> kafkaProperties.put(key.substring(KAFKA_PROPERTY.length()), value));
  }

  private <T> void forAll(Setting<T> setting, String text) {
    parsed(setting, setting.key(), text).ifPresent(value -> typed.set(setting.option(), value));
  }

  private <T> Optional<T> parsed(Setting<T> setting, String key, String text) {
    Optional<String> resolved = secrets.resolve(key, text, problems);
    if (resolved.isPresent()) {
      try {
        return Optional.of(setting.domain().parse(resolved.get()));
      } catch (UnacceptableValueException e) {
        problems.add(key + " must be " + e.getMessage() + ", was " + found(key, text));
      }
    }
    refused.add(key);
    return Optional.empty();
  }

  private static String found(String key, String text) {
    boolean number = text.matches("-?[0-9]+(\\.[0-9]+)?");
    return Secrets.isSecret(key) || number ? Secrets.shown(key, text) : "'" + text + "'";
  }

  /**
   * The nearest key, if one is near; where it ends in a name of the submitter's, that name is kept.
   */
  private static String nearest(String key) {
    List<String> candidates = new ArrayList<>();
    String last = key.substring(key.lastIndexOf('.') + 1);
    for (Setting<?> setting : JobOptions.all()) {
      candidates.add(setting.key());
      if (setting.perInstrument() && last.contains("@")) {
        candidates.add(setting.key() + "." + last);
      }
    }
    String[] parts = key.split("\\.", 3);
    candidates.add(KAFKA_PROPERTY + (parts.length == 3 ? parts[2] : "*"));
    String nearest = NearestKey.to(key, candidates);
    boolean near =
        nearest.startsWith(key + ".") || NearestKey.distance(key, nearest) <= key.length() / 3;
    return near ? "the nearest is " + nearest : "none has a name like it";
  }
}
