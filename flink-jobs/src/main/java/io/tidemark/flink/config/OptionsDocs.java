package io.tidemark.flink.config;

import io.tidemark.flink.config.text.Domains;
import java.util.Set;

/** Writes {@code docs/reference/configuration.md} from {@link JobOptions}. */
public final class OptionsDocs {

  private OptionsDocs() {}

  /** The whole page, Markdown. */
  public static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # What can be configured

            Generated from the tables in `JobOptions`; do not edit by hand. Both jobs read one YAML file, with nested or dotted
            keys, and any number of `--set key=value`, which win. Durations carry their unit (`500 ms`, `30 s`,
            `5 min`, `9 h`, `3 d`); lists are YAML lists or separated by commas. Everything that is wrong is
            reported at once, before anything starts.

            Any value may be, or hold, `${env:NAME}` or `${file:/path}`; it is replaced when the job is submitted.
            For a secret (a key with `password`, `secret`, `token`, `sasl.jaas.config` and the like) that is the
            only way, and its value is never printed.

            """);
    page.append("| key | default | accepts | meaning |\n|---|---|---|---|\n");
    row(
        page,
        KafkaSettings.PROPERTIES.key() + ".*",
        "(none)",
        "text",
        Setting.plain(KafkaSettings.PROPERTIES));
    for (Setting<?> setting : JobOptions.all()) {
      row(
          page,
          keys(setting),
          byDefault(setting),
          setting.domain().expected(),
          setting.description());
    }
    page.append(
        """

        The state backend is no option: both jobs keep state in RocksDB with incremental checkpoints.

        An option that is given wins over Flink's `config.yaml` and `-D`. Of the options that begin with `checkpoint.`
        or `restart.`, those that are not given give way to them, `checkpoint.interval` aside: their defaults replace
        Flink's, and nothing that you set. `explain` lists both kinds.
        """);
    return page.toString();
  }

  private static void row(
      StringBuilder page, String key, String byDefault, String accepts, String meaning) {
    page.append("| `" + key + "` | " + byDefault + " | " + accepts + " | " + meaning + " |\n");
  }

  private static String keys(Setting<?> setting) {
    return setting.perInstrument()
        ? setting.key() + "`, `" + setting.key() + ".<instrument>"
        : setting.key();
  }

  static String byDefault(Setting<?> setting) {
    if (setting.option().hasDefaultValue()) {
      String shown = Domains.show(setting.option().defaultValue());
      return shown.isEmpty() ? "(empty)" : "`" + shown + "`";
    }
    if (setting.requiredBy().equals(Set.of(Job.SIGNAL))) {
      return "required by the signal job";
    }
    return setting.requiredBy().isEmpty() ? "(none)" : "required";
  }
}
