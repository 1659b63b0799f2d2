package io.tidemark.client.layout;

/**
 * What of a topic is not as it should be.
 *
 * @param topic as this deployment calls it
 * @param key of the setting, or {@code partitions}, or {@code topic} where there is none
 * @param is what was found
 * @param should what it should be
 * @param why a clause for people
 * @param command that mends it
 */
public record TopicDifference(
    String topic, String key, String is, String should, String why, String command) {

  /** One sentence, with the command. */
  public String sentence() {
    return "%s has %s %s, it should be %s, %s: %s".formatted(topic, key, is, should, why, command);
  }
}
