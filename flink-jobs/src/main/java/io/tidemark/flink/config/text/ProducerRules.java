package io.tidemark.flink.config.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Producer properties that void what a writer promises: Kafka accepts them, and the loss shows when
 * a broker fails. What is left out has Kafka's default, which is right.
 */
public final class ProducerRules {

  /**
   * What one property may be.
   *
   * @param name as Kafka knows it
   * @param domain what is accepted
   * @param because what another value would do
   */
  private record Rule(String name, Domain<?> domain, String because) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              ProducerConfig.ACKS_CONFIG,
              Domains.text("all", "all|-1"),
              "a broker that fails could lose what counts as written"),
          new Rule(
              ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
              Domains.text("true", "(?i)true"),
              "what is sent again could be written twice or in another order"),
          new Rule(
              ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
              Domains.whole(1, 5),
              "beyond that Kafka keeps no order among what is sent again"),
          new Rule(
              ProducerConfig.RETRIES_CONFIG,
              Domains.whole(1, Integer.MAX_VALUE),
              "a change of leader would be a failed write"),
          new Rule(
              ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
              Domains.text("false", "(?i)false"),
              "the records of an instrument would lose their order"),
          new Rule(
              ProducerConfig.PARTITIONER_CLASS_CONFIG,
              Domains.text("left out", text -> false),
              "the records of an instrument keep their order only by their key"),
          new Rule(
              ProducerConfig.TRANSACTIONAL_ID_CONFIG,
              Domains.text("left out", text -> false),
              "who writes in transactions sets it itself, and nobody else could write anything"));

  private ProducerRules() {}

  /**
   * What is wrong with client properties, one sentence each; those that no producer reads are right
   * whatever they are.
   *
   * @param properties by name, as they are handed to the client
   * @param key how whoever set a property calls it, by its name
   * @param found how its value is shown, by its name
   */
  public static List<String> violations(
      Map<String, String> properties, UnaryOperator<String> key, UnaryOperator<String> found) {
    List<String> violations = new ArrayList<>();
    for (Rule rule : RULES) {
      String value = properties.get(rule.name());
      if (value == null) {
        continue;
      }
      try {
        var unused = rule.domain().parse(value);
      } catch (UnacceptableValueException e) {
        violations.add(
            "%s must be %s, was %s: %s; leave it out"
                .formatted(
                    key.apply(rule.name()),
                    e.getMessage(),
                    found.apply(rule.name()),
                    rule.because()));
      }
    }
    timeouts(properties, key, found).ifPresent(violations::add);
    return violations;
  }

  /** A producer with such timeouts does not start, but only within the job. */
  private static Optional<String> timeouts(
      Map<String, String> properties, UnaryOperator<String> key, UnaryOperator<String> found) {
    String name = ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG;
    Optional<Long> delivery = millis(properties, name);
    Optional<Long> linger = millis(properties, ProducerConfig.LINGER_MS_CONFIG);
    Optional<Long> request = millis(properties, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    if (!properties.containsKey(name)
        || delivery.isEmpty()
        || linger.isEmpty()
        || request.isEmpty()
        || delivery.get() >= linger.get() + request.get()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s must be at least linger.ms + request.timeout.ms (%d), was %s: no producer starts so; raise it, or lower those"
            .formatted(key.apply(name), linger.get() + request.get(), found.apply(name)));
  }

  /** What was set, or Kafka's default; empty if it is no number, which Kafka says itself. */
  private static Optional<Long> millis(Map<String, String> properties, String name) {
    Object byDefault = ProducerConfig.configDef().defaultValues().get(name);
    try {
      return Optional.of(
          Long.parseLong(properties.getOrDefault(name, String.valueOf(byDefault)).trim()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
