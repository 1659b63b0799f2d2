package io.tidemark.flink.config;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Kafka client properties that may hold secrets: they are handed on and never printed. */
public final class ClientProperties implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> values;

  /** Properties by name, references to environment and files resolved. */
  public ClientProperties(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  /** A fresh copy with every value in the clear, to be handed to a Kafka client. */
  public Properties reveal() {
    Properties all = new Properties();
    all.putAll(values);
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientProperties that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The names alone. */
  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
