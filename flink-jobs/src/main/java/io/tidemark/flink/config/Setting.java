package io.tidemark.flink.config;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
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
