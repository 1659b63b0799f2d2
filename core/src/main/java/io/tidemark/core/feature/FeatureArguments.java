package io.tidemark.core.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The checked arguments of one call, by the name of their parameter. */
public final class FeatureArguments {

  private final Map<String, String> written = new HashMap<>();
  private final Map<String, Long> values = new HashMap<>();

  private FeatureArguments() {}

  /**
   * Holds what is written against what there is.
   *
   * @throws IllegalArgumentException pointing at the first mistake
   */
  public static FeatureArguments of(FeatureCall call, List<FeatureParameter> parameters) {
    FeatureArguments arguments = new FeatureArguments();
    int position = 0;
    for (FeatureCall.Argument argument : call.arguments()) {
      FeatureParameter parameter =
          argument.key() == null
              ? positional(call, argument, parameters, position++)
              : named(call, argument, parameters);
      if (arguments.written.containsKey(parameter.name())) {
        throw call.mistake(argument.column(), parameter.name() + " is given twice");
      }
      try {
        arguments.put(parameter, argument.value());
      } catch (IllegalArgumentException e) {
        throw call.mistake(argument.column(), String.valueOf(e.getMessage()));
      }
    }
    arguments.fill(call, parameters);
    return arguments;
  }

  /** A whole number. */
  public int count(String parameter) {
    return Math.toIntExact(value(parameter));
  }

  /** A length of time, µs. */
  public long span(String parameter) {
    return value(parameter);
  }

  /** As it was written. */
  public String word(String parameter) {
    String word = written.get(parameter);
    if (word == null) {
      throw new IllegalStateException("there is no parameter " + parameter);
    }
    return word;
  }

  private long value(String parameter) {
    Long value = values.get(parameter);
    if (value == null) {
      throw new IllegalStateException("there is no parameter " + parameter);
    }
    return value;
  }

  private void put(FeatureParameter parameter, String value) {
    values.put(parameter.name(), parameter.value(value));
    written.put(parameter.name(), value);
  }

  private void fill(FeatureCall call, List<FeatureParameter> parameters) {
    List<String> missing = new ArrayList<>();
    for (FeatureParameter parameter : parameters) {
      String fallback = parameter.fallback();
      if (!written.containsKey(parameter.name())) {
        if (fallback == null) {
          missing.add(parameter.name() + ", " + parameter.range());
        } else {
          put(parameter, fallback);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw call.mistake(call.function().length(), "it needs " + String.join("; and ", missing));
    }
  }

  private static FeatureParameter positional(
      FeatureCall call,
      FeatureCall.Argument argument,
      List<FeatureParameter> parameters,
      int position) {
    if (position >= parameters.size()) {
      String most =
          parameters.isEmpty()
              ? "it takes no arguments"
              : "it takes " + names(parameters) + " only";
      throw call.mistake(argument.column(), most);
    }
    return parameters.get(position);
  }

  private static FeatureParameter named(
      FeatureCall call, FeatureCall.Argument argument, List<FeatureParameter> parameters) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(argument.key()))
        .findFirst()
        .orElseThrow(
            () ->
                call.mistake(
                    argument.column() - String.valueOf(argument.key()).length() - 1,
                    "there is no parameter '"
                        + argument.key()
                        + "'; there are "
                        + names(parameters)));
  }

  private static String names(List<FeatureParameter> parameters) {
    return String.join(", ", parameters.stream().map(FeatureParameter::name).toList());
  }
}
