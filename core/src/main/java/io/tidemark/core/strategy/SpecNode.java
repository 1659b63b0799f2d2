package io.tidemark.core.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A place in what a person wrote, with its key. What is wrong there becomes a problem, and reading
 * goes on with a value that is none, so that all problems are found at once.
 */
final class SpecNode {

  private final String key;
  private final @Nullable Object value;
  private final List<String> problems;

  private SpecNode(String key, @Nullable Object value, List<String> problems) {
    this.key = key;
    this.value = value;
    this.problems = problems;
  }

  /** The whole; maps, lists, texts, numbers and booleans. */
  static SpecNode root(@Nullable Object tree, List<String> problems) {
    return new SpecNode("", tree, problems);
  }

  String key() {
    return key;
  }

  boolean present() {
    return value != null;
  }

  boolean isText() {
    return value instanceof String;
  }

  boolean isMap() {
    return value instanceof Map<?, ?>;
  }

  @Nullable Object value() {
    return value;
  }

  /** How many items a list has, at least 1: the most that a person may ask for of it. */
  int count() {
    return value instanceof List<?> list ? Math.max(1, list.size()) : 1;
  }

  void problem(String words) {
    problems.add((key.isEmpty() ? "the strategy" : key) + " " + words);
  }

  /** The end of a problem: what stands here, of a map its keys. */
  String was() {
    Object brief = value instanceof Map<?, ?> map && !map.isEmpty() ? map.keySet() : value;
    return brief == null ? ", and is missing" : ", was " + brief;
  }

  /** What stands under a key; absent if nothing does. */
  SpecNode child(String name) {
    Object found = value instanceof Map<?, ?> map ? map.get(name) : null;
    return at(name, found);
  }

  private SpecNode at(String name, @Nullable Object found) {
    return new SpecNode(key.isEmpty() ? name : key + "." + name, found, problems);
  }

  /** Says what is not one of the keys; false if this is not a map at all. */
  boolean hasOnly(List<String> names) {
    if (!(value instanceof Map<?, ?> map)) {
      problem("must hold keys, of " + names + (present() ? ", was " + value : ", and is missing"));
      return false;
    }
    TreeSet<String> unknown = new TreeSet<>();
    map.keySet().forEach(name -> unknown.add(String.valueOf(name)));
    names.forEach(unknown::remove);
    unknown.forEach(name -> at(name, null).problem("is no key; there are " + names));
    return true;
  }

  /** The entries of a map, in their order. */
  List<Map.Entry<String, SpecNode>> entries(String what) {
    List<Map.Entry<String, SpecNode>> found = new ArrayList<>();
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach(
          (name, each) ->
              found.add(Map.entry(String.valueOf(name), at(String.valueOf(name), each))));
    } else {
      problem("must hold " + what + (present() ? ", was " + value : ", and is missing"));
    }
    return found;
  }

  /** The items of a list, at least one. */
  List<SpecNode> items(String what) {
    List<SpecNode> found = new ArrayList<>();
    if (value instanceof List<?> list && !list.isEmpty()) {
      for (int i = 0; i < list.size(); i++) {
        found.add(new SpecNode(key + "[" + i + "]", list.get(i), problems));
      }
    } else {
      problem("must be a list of " + what + (present() ? ", was " + value : ", and is missing"));
    }
    return found;
  }

  /** A text that must be there. */
  String text(String what) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    problem("must be " + what + (present() ? ", was " + value : ", and is missing"));
    return "";
  }

  /** A number that must be there; the least one if it is not. */
  double number(double least, double most) {
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    problem(
        "must be a number from "
            + least
            + " to "
            + most
            + (present() ? ", was " + value : ", and is missing"));
    return least;
  }

  /** A number that may be left out. */
  double number(double least, double most, double otherwise) {
    return present() ? number(least, most) : otherwise;
  }

  /** A whole number that must be there; the least one if it is not. */
  int whole(int least, int most) {
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.intValue();
    }
    problem(
        "must be a whole number from "
            + least
            + " to "
            + most
            + (present() ? ", was " + value : ", and is missing"));
    return least;
  }
}
