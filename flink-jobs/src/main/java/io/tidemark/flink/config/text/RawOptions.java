package io.tidemark.flink.config.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Keys and texts as a YAML file and {@code --set key=value} give them, before any meaning. */
public final class RawOptions {

  /**
   * A text and who gave it.
   *
   * @param text as it was written; the values of a list, with commas between them
   * @param several whether it was written as a list of more than one
   */
  public record Given(String text, OptionSource source, boolean several) {}

  private final Map<String, Given> values = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final List<String> problems;

  /** Adds what goes wrong to {@code problems}. */
  public RawOptions(List<String> problems) {
    this.problems = problems;
  }

  /** Flat keys and what they were given, in that order. */
  public Map<String, Given> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Keys that were given no value or none that can be read, which is among the problems. */
  public Set<String> refused() {
    return Collections.unmodifiableSet(refused);
  }

  /**
   * Reads a file whose keys may be nested, dotted or both.
   *
   * @return whether it could be read at all
   */
  public boolean file(Path file) {
    ObjectMapper yaml =
        new ObjectMapper(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // else a number too large is shown as Infinity, which nobody wrote
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    try {
      JsonNode root = yaml.readTree(Files.readString(file));
      if (root.isObject()) {
        flatten(file, "", root);
      } else if (!root.isMissingNode() && !root.isNull()) {
        problems.add(file + " must hold keys and values, such as 'drift.window: 200'");
        return false;
      }
      return true;
    } catch (JsonProcessingException e) {
      problems.add(file + " is not valid YAML" + where(e.getLocation()) + ": " + firstLine(e));
    } catch (CharacterCodingException e) {
      problems.add(file + " is not text in UTF-8");
    } catch (IOException e) {
      problems.add(file + unreadable(file, e));
    }
    return false;
  }

  private static String unreadable(Path file, IOException e) {
    if (Files.isDirectory(file)) {
      return " is a folder: name the file in it";
    }
    return Files.exists(file)
        ? " cannot be read (" + e.getClass().getSimpleName() + ")"
        : " does not exist";
  }

  /** Reads assignments {@code key=value}; they win over the file, the last one over all. */
  public void assignments(List<String> assignments) {
    for (String each : assignments) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        problems.add("--set " + shown(each) + " must look like --set key=value");
      } else {
        String text = each.substring(equals + 1).trim();
        values.put(each.substring(0, equals).trim(), new Given(text, OptionSource.SET, false));
      }
    }
  }

  private void flatten(Path file, String key, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              each -> {
                String child = key.isEmpty() ? each.getKey() : key + "." + each.getKey();
                flatten(file, child, each.getValue());
              });
    } else if (node.isNull()) {
      refused.add(key);
      problems.add(key + " has no value in " + file);
    } else if (values.containsKey(key)) {
      problems.add(key + " is given twice in " + file);
    } else if (node.isArray()) {
      values.put(key, new Given(joined(key, node), OptionSource.FILE, node.size() > 1));
    } else {
      values.put(key, new Given(node.asText(), OptionSource.FILE, false));
    }
  }

  private String joined(String key, JsonNode array) {
    StringJoiner text = new StringJoiner(",");
    for (JsonNode each : array) {
      if (each.isContainerNode()) {
        refused.add(key);
        problems.add(key + " must be a list of plain values, it holds nested ones");
        return "";
      }
      text.add(each.asText());
    }
    return text.toString();
  }

  /** What stands before the first sign that no key has, lest a mistyped secret is printed. */
  private static String shown(String assignment) {
    String key = assignment.split("[^A-Za-z0-9._@-]", 2)[0];
    if (!key.isEmpty()) {
      return key;
    }
    return assignment.isEmpty() ? "''" : "'" + assignment.charAt(0) + "...'";
  }

  private static String where(JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** The parser's further lines quote the file, which may hold a secret. */
  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
  }
}
