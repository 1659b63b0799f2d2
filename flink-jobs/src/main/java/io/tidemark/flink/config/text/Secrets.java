package io.tidemark.flink.config.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values are secret, and where they come from: {@code ${env:NAME}} or {@code ${file:/path}},
 * anywhere in a value.
 */
public final class Secrets {

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "password|passphrase|secret|credential|sasl\\.jaas\\.config|user\\.info"
              + "|(^|[._-])(token|key)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");
  private static final String HIDDEN = HiddenValues.HIDDEN;

  private final Map<String, String> environment;

  /** References are resolved from {@code environment} and from files. */
  public Secrets(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether the value of this key is never shown. */
  public static boolean isSecret(String key) {
    return SECRET_KEY.matcher(key).find();
  }

  /** Whether the value names a place to read from. */
  public static boolean refers(String value) {
    return REFERENCE.matcher(value).find();
  }

  /** What is said of a secret that stands in the configuration itself. */
  public static String inTheClear(String key) {
    return key
        + " holds a secret in the clear; put it into an environment variable or a file and"
        + " write ${env:NAME} or ${file:/path} instead";
  }

  /** An address without a user's name and password, which stand before the last such sign. */
  public static String withoutUser(String address) {
    int sign = address.lastIndexOf('@');
    return sign < 0 ? address : HIDDEN + address.substring(sign);
  }

  /** The value as people may see it: references as written, secrets hidden. */
  public static String shown(String key, String value) {
    return isSecret(key) ? hidden(value) : value;
  }

  /** The value of a secret as people may see it: what it refers to, and no more. */
  static String hidden(String value) {
    StringJoiner references = new StringJoiner(", ", "(hidden, from ", ")").setEmptyValue(HIDDEN);
    Matcher matcher = REFERENCE.matcher(value);
    while (matcher.find()) {
      references.add(matcher.group());
    }
    return references.toString();
  }

  /**
   * The value with every reference replaced by what it names; empty, with the reason added to
   * {@code problems}, if one names nothing.
   */
  public Optional<String> resolve(String key, String value, List<String> problems) {
    return resolve(key, value, problems, named -> {});
  }

  /**
   * The same.
   *
   * @param named takes each value that a reference names
   */
  Optional<String> resolve(
      String key, String value, List<String> problems, Consumer<String> named) {
    List<String> missing = new ArrayList<>();
    String resolved =
        REFERENCE
            .matcher(value)
            .replaceAll(
                found -> {
                  String place = found.group(2);
                  String secret =
                      found.group(1).equals("env")
                          ? variable(place, missing)
                          : file(place, missing);
                  named.accept(secret);
                  return Matcher.quoteReplacement(secret);
                });
    missing.forEach(each -> problems.add(key + " refers to " + each));
    return missing.isEmpty() ? Optional.of(resolved) : Optional.empty();
  }

  private String variable(String name, List<String> missing) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      missing.add("the environment variable " + name + ", which is not set or empty");
    }
    return value;
  }

  private static String file(String path, List<String> missing) {
    String because = "is empty";
    try {
      String value = Files.readString(Path.of(path)).stripTrailing();
      if (!value.isEmpty()) {
        return value;
      }
    } catch (NoSuchFileException e) {
      because = "does not exist";
    } catch (IOException | InvalidPathException e) {
      because = "cannot be read (" + e.getClass().getSimpleName() + ")";
    }
    missing.add("the file " + path + ", which " + because);
    return "";
  }
}
