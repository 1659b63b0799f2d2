package io.tidemark.flink.config;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

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
    return new HtmlFormatter().format(option.description());
  }
}
