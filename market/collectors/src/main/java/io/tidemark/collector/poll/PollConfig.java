package io.tidemark.collector.poll;

import io.tidemark.flink.config.text.Domain;
import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.NearestKey;
import io.tidemark.flink.config.text.ResolvedOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is polled.
 *
 * @param plans one for each request
 * @param memory a folder in which what went out is kept over a restart; null for none
 */
public record PollConfig(List<PollPlan> plans, @Nullable Path memory) {

  /** Nothing is polled. */
  public static final PollConfig NONE = new PollConfig(List.of(), null);

  static final String PREFIX = "collect.polls.";
  private static final String MEMORY = "collect.poll-memory";
  private static final Domain<String> MEMORY_DOMAIN =
      Domains.text("a folder, which need not be there yet", PollConfig::canBeFolder);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,40}");

  /** The keys, as people are told of them. */
  public static List<String> keys() {
    return List.of(PREFIX + "NAME.PROPERTY", MEMORY);
  }

  /** Whether this class reads the key, be it right or wrong. */
  public static boolean reads(String key) {
    return key.startsWith(PREFIX) || key.equals(MEMORY);
  }

  /** Whether the key is that of a secret, of all keys that this class reads. */
  public static boolean isSecret(String key) {
    return key.startsWith(PREFIX) && key.endsWith("." + PollKey.KEY.label());
  }

  /** Whether the key may have several values, of all keys that this class reads. */
  public static boolean mayBeList(String key) {
    return key.startsWith(PREFIX)
        && PollKey.named(key.substring(key.lastIndexOf('.') + 1))
            .filter(property -> property == PollKey.ASSETS || property == PollKey.SERIES)
            .isPresent();
  }

  /**
   * Reads {@code collect.polls.NAME.PROPERTY} and {@code collect.poll-memory}; other keys are
   * passed over. What is wrong is told to the options; then what is given back is of no use.
   */
  public static PollConfig read(ResolvedOptions options) {
    Set<String> names = new TreeSet<>();
    for (String key : options.keys()) {
      if (key.startsWith(PREFIX)) {
        name(key, options).ifPresent(names::add);
      }
    }
    List<PollPlan> plans = new ArrayList<>();
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        options.refuse(
            PREFIX + name,
            PREFIX
                + name
                + ": a poll's name must be up to 41 small letters, digits, '-' and '_', such as "
                + PREFIX
                + "mood");
      }
      plans.addAll(PollSettings.read(name, options));
    }
    return new PollConfig(List.copyOf(plans), memory(options));
  }

  /** Whether any of them gives texts. */
  public boolean hasTexts() {
    return plans.stream().anyMatch(plan -> plan.source() instanceof FeedSource);
  }

  private static @Nullable Path memory(ResolvedOptions options) {
    return options
        .parsed(MEMORY, MEMORY_DOMAIN)
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .orElse(null);
  }

  private static boolean canBeFolder(String text) {
    try {
      Path path = Path.of(text);
      return !Files.exists(path) || Files.isDirectory(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The poll's name in a key; empty, with the reason told, if the key is none. */
  private static Optional<String> name(String key, ResolvedOptions options) {
    int dot = key.lastIndexOf('.');
    String label = key.substring(dot + 1);
    List<String> known = Arrays.stream(PollKey.values()).map(PollKey::label).toList();
    if (dot <= PREFIX.length()) {
      options.refuse(
          key, key + " is not known: write " + PREFIX + "NAME.PROPERTY, such as mood.kind");
      return Optional.empty();
    }
    if (!known.contains(label)) {
      String near = NearestKey.to(label, known);
      options.refuse(
          key,
          key
              + " is not known; "
              + (NearestKey.isNear(label, near)
                  ? "did you mean " + near + "?"
                  : "properties are " + String.join(", ", known)));
    }
    return Optional.of(key.substring(PREFIX.length(), dot));
  }
}
