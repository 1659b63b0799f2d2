package io.tidemark.flink.config.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts with their references resolved. A key whose value is wrong is told of once: it counts as
 * given, and as refused.
 */
public final class ResolvedOptions {

  /** Shorter values, as one or two signs, are in every sentence. */
  private static final int SHORTEST_HIDDEN = 3;

  private final Map<String, RawOptions.Given> given;
  private final Predicate<String> isSecret;
  private final Map<String, HiddenValues> named = new HashMap<>();
  private final Map<String, String> texts = new TreeMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> keys = new TreeSet<>();
  private final List<String> problems;

  private ResolvedOptions(RawOptions raw, Predicate<String> isSecret, List<String> problems) {
    this.given = raw.values();
    this.isSecret = isSecret;
    this.problems = problems;
    keys.addAll(given.keySet());
    keys.addAll(raw.refused());
    refused.addAll(raw.refused());
  }

  /**
   * Resolves all.
   *
   * @param mayBeList which keys may have a list of several values
   * @param isSecret which keys have a value that must not be written into the configuration itself
   * @param problems what is wrong is added here, now and by {@link #parsed}
   */
  public static ResolvedOptions of(
      RawOptions raw,
      Secrets secrets,
      Predicate<String> mayBeList,
      Predicate<String> isSecret,
      List<String> problems) {
    ResolvedOptions options = new ResolvedOptions(raw, isSecret, problems);
    options.given.forEach((key, each) -> options.resolve(key, each, secrets, mayBeList));
    return options;
  }

  private void resolve(
      String key, RawOptions.Given each, Secrets secrets, Predicate<String> mayBeList) {
    if (refused.contains(key)) {
      return;
    }
    if (each.several() && !mayBeList.test(key)) {
      refuse(key, key + " must be one value, was a list");
    } else if (isSecret.test(key) && !each.text().isEmpty() && !Secrets.refers(each.text())) {
      refuse(key, Secrets.inTheClear(key));
    } else {
      List<String> values = new ArrayList<>();
      secrets
          .resolve(key, each.text(), problems, values::add)
          .ifPresentOrElse(text -> texts.put(key, text), () -> refused.add(key));
      named.put(key, HiddenValues.of(values));
    }
  }

  /** Every key that was given, be its value right or wrong, in the order of the alphabet. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(keys);
  }

  /** Whether the key was given, be its value right or wrong. */
  public boolean isGiven(String key) {
    return keys.contains(key);
  }

  /** Whether the key was given a value that is among the problems already. */
  public boolean isRefused(String key) {
    return refused.contains(key);
  }

  /** The value; empty where none was given, or one that is refused. */
  public Optional<String> text(String key) {
    return refused.contains(key) ? Optional.empty() : Optional.ofNullable(texts.get(key));
  }

  /** The value as the domain reads it; empty, with the reason told, if it does not accept it. */
  public <T> Optional<T> parsed(String key, Domain<T> domain) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(domain.parse(text.get()));
    } catch (UnacceptableValueException e) {
      refuse(key, key + " must be " + e.getMessage() + ", was '" + found(key) + "'");
      return Optional.empty();
    }
  }

  /** The value as it was written, for people: references unresolved, secrets hidden. */
  public String found(String key) {
    RawOptions.Given each = given.get(key);
    return each == null ? "" : isSecret.test(key) ? Secrets.hidden(each.text()) : each.text();
  }

  /** What references in the value of a key name: no log and no page may show it. */
  public HiddenValues hidden(String key) {
    return named.getOrDefault(key, HiddenValues.NONE);
  }

  /**
   * Tells what is wrong with the value of a key, which then counts as refused. What a reference in
   * the value names is not told.
   */
  public void refuse(String key, String problem) {
    refused.add(key);
    HiddenValues values = hidden(key).ofLength(SHORTEST_HIDDEN);
    tell(
        Arrays.stream(problem.split(Pattern.quote(key), -1))
            .map(values::hide)
            .collect(Collectors.joining(key)));
  }

  /** Tells what is wrong with several values together. */
  public void tell(String problem) {
    problems.add(problem);
  }
}
