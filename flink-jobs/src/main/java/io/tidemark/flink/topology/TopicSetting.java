package io.tidemark.flink.topology;

/**
 * One setting of a topic.
 *
 * @param key as Kafka calls it, such as {@code cleanup.policy}
 * @param value with which the topic is created
 * @param demand which other values will do
 * @param why it must be so, a clause for people; empty for a proposal
 */
public record TopicSetting(String key, String value, Demand demand, String why) {

  /** Which values will do. */
  public enum Demand {
    /** The value and no other. */
    EXACTLY,
    /** The value, a number, or a larger one. */
    AT_LEAST,
    /** Any: the value is only where to begin. */
    ANY
  }

  /** Whether the topic may be set so. */
  public boolean allows(String is) {
    return switch (demand) {
      case ANY -> true;
      case EXACTLY -> is.equals(value);
      case AT_LEAST -> isNumber(is) && Long.parseLong(is) >= Long.parseLong(value);
    };
  }

  /** What it should be, for people. */
  public String wanted() {
    return demand == Demand.AT_LEAST ? "at least " + value : value;
  }

  /** As Kafka's tools take it. */
  public String assignment() {
    return key + "=" + value;
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,18}");
  }
}
