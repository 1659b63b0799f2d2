package io.tidemark.flink.config;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.NearestKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOptions;

/** Which instruments are followed, and what each of them has. */
public final class MarketSettings {

  public static final Setting<List<String>> INSTRUMENTS =
      new Setting<>(
          ConfigOptions.key("instruments")
              .stringType()
              .asList()
              .noDefaultValue()
              .withDescription(
                  "The instruments that are followed; records of others become dead letters."),
          Domains.instruments(),
          Job.BOTH,
          false);

  public static final Setting<BarSource> BARS_SOURCE =
      Setting.oneOf(
              "bars.source",
              BarSource.TRADES,
              "What bars are made of: trades, or the venue's closed candles. Never both.")
          .forEachInstrument();

  public static final Setting<Integer> BARS_MAX_FLAT =
      Setting.whole(
          "bars.max-flat",
          3,
          0,
          1000,
          "Bars in a row without a trade that are taken as flat; after more of them the features"
              + " warm up anew.");

  public static final Setting<Duration> STATE_EXPIRE_AFTER =
      Setting.duration(
          "state.expire-after",
          Setting.micros(FeatureScoring.EXPIRE_AFTER),
          Duration.ofDays(1),
          "Time without a price, book or funding rate after which an instrument begins anew: it was"
              + " delisted. The state of a name of which nothing at all is heard for twice as long"
              + " is dropped.");

  public static final Setting<Integer> STATE_CACHE_PERCENT =
      Setting.whole(
          "state.cache-percent",
          25,
          1,
          50,
          "Percent of a slot's heap that the states of instruments may take while they are in"
              + " memory; the rest of them is in RocksDB only. A slot's heap is"
              + " taskmanager.memory.task.heap.size divided by taskmanager.numberOfTaskSlots."
              + " doctor says how many instruments that is.");

  public static final Setting<List<ContextInput>> INPUTS =
      new Setting<>(
          ConfigOptions.key("inputs")
              .enumType(ContextInput.class)
              .asList()
              .defaultValues()
              .withDescription(
                  "Inputs beside prices that an instrument has. A risk rule whose input is named"
                      + " here blocks while it is missing; what is not named is not applicable."),
          Domains.someOf(ContextInput.class),
          Set.of(),
          true);

  public static final Setting<List<String>> REFERENCES =
      new Setting<>(
          ConfigOptions.key("references")
              .stringType()
              .asList()
              .defaultValues()
              .withDescription(
                  "Instruments whose candles are copied to an instrument's log, for features such"
                      + " as ref_return. Each must be among the instruments; without a name it is"
                      + " for all others."),
          Domains.references(),
          Set.of(),
          true);

  public static final Setting<Integer> MAX_SERIES =
      Setting.whole(
          "metrics.max-instruments",
          200,
          0,
          10_000,
          "Instruments of one task that have gauges of their own, such as kill_switch. Each costs"
              + " Prometheus some 15 series. The metric without_series says how many instruments"
              + " have none.");

  static final OptionTable<MarketConfig> TABLE =
      new OptionTable<>(
          List.of(
              INSTRUMENTS,
              BARS_SOURCE,
              BARS_MAX_FLAT,
              STATE_EXPIRE_AFTER,
              STATE_CACHE_PERCENT,
              INPUTS,
              REFERENCES,
              MAX_SERIES),
          MarketSettings::check,
          MarketSettings::read);

  private MarketSettings() {}

  private static MarketConfig read(ReadOptions read) {
    return new MarketConfig(
        read.get(INSTRUMENTS).stream().map(each -> instrument(read, each)).toList(),
        read.get(BARS_MAX_FLAT),
        read.get(STATE_EXPIRE_AFTER),
        read.get(STATE_CACHE_PERCENT),
        read.get(MAX_SERIES));
  }

  private static InstrumentConfig instrument(ReadOptions read, String name) {
    return new InstrumentConfig(
        name,
        read.get(BARS_SOURCE, name),
        read.get(INPUTS, name),
        read.get(REFERENCES, name).stream().filter(of -> !of.equals(name)).toList());
  }

  private static void check(Job job, ReadOptions read, List<String> problems) {
    List<String> known = read.find(INSTRUMENTS).orElse(List.of());
    if (!known.isEmpty()) {
      instrumentKeys(read, known, problems);
      references(read, known, problems);
    }
  }

  private static void instrumentKeys(ReadOptions read, List<String> known, List<String> problems) {
    read.instrumentKeys()
        .forEach(
            (key, instrument) -> {
              if (!known.contains(instrument)) {
                problems.add(
                    key
                        + " is for '"
                        + instrument
                        + "', which is not among the instruments; the nearest is "
                        + NearestKey.to(instrument, known));
              }
            });
  }

  private static void references(ReadOptions read, List<String> known, List<String> problems) {
    String key = REFERENCES.key();
    if (!read.refused(REFERENCES)) {
      references(key, "", read.get(REFERENCES), known, problems);
    }
    for (String instrument : known) {
      String own = key + "." + instrument;
      if (read.instrumentKeys().containsKey(own) && !read.refused(own)) {
        references(own, instrument, read.get(REFERENCES, instrument), known, problems);
      }
    }
  }

  private static void references(
      String key,
      String instrument,
      List<String> names,
      List<String> known,
      List<String> problems) {
    for (String name : names) {
      if (name.equals(instrument)) {
        problems.add(key + " names the instrument itself, whose candles are in its log anyway");
      } else if (!known.contains(name)) {
        problems.add(
            key
                + " names '"
                + name
                + "', which is not among the instruments, so that its candles would not be read;"
                + " the nearest is "
                + NearestKey.to(name, known));
      }
    }
  }
}
