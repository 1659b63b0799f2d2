package io.tidemark.flink.config;

import io.tidemark.flink.config.text.Domains;
import io.tidemark.flink.config.text.ProducerRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** How Kafka is reached, and what the topics are called. */
public final class KafkaSettings {

  private static final String SET_BY_THE_JOB = " is set by the job itself and cannot be changed";

  private static final Set<String> SERIALIZERS =
      Set.of("key.serializer", "value.serializer", "key.deserializer", "value.deserializer");

  public static final Setting<String> BOOTSTRAP_SERVERS =
      Setting.required(
          "kafka.bootstrap-servers",
          Domains.text(
              "a list of host:port, separated by commas",
              "[^,;:\\s]+:\\d{1,5}(\\s*,\\s*[^,;:\\s]+:\\d{1,5})*"),
          Job.BOTH,
          "The Kafka brokers to ask first.");

  /** Not parsed like the others: each {@code kafka.properties.NAME} is one property. */
  public static final ConfigOption<Map<String, String>> PROPERTIES =
      ConfigOptions.key("kafka.properties")
          .mapType()
          .defaultValue(Map.of())
          .withDescription(
              "Client properties handed to every consumer, producer and admin client: SASL, TLS,"
                  + " timeouts. A secret is written as ${env:NAME} or ${file:/path}, never in the"
                  + " clear. Refused is what an option decides, and what would let a producer lose,"
                  + " repeat or reorder records: acks other than all, enable.idempotence other than"
                  + " true, more than 5 max.in.flight.requests.per.connection, no retries, another"
                  + " partitioner.");

  public static final Setting<String> GROUP_ID =
      Setting.text(
          "kafka.group-id",
          "tidemark",
          Domains.text("made of letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]{1,100}"),
          "Consumer group; also begins the id of every transaction, so two deployments on one"
              + " cluster need two.");

  public static final Setting<StartOffsets> START_OFFSETS =
      Setting.oneOf(
          "kafka.start-offsets",
          StartOffsets.GROUP,
          "Where to begin without a checkpoint: the group's committed offsets (else the earliest),"
              + " the earliest or the latest.");

  public static final Setting<String> TOPICS_PREFIX =
      Setting.text(
          "topics.prefix",
          "",
          Domains.text("made of letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]{0,100}"),
          "Put in front of every topic's name.");

  /** Properties that would contradict an option, and who decides instead. */
  private static final Map<String, String> RESERVED =
      Map.of(
          "bootstrap.servers", use(BOOTSTRAP_SERVERS),
          "group.id", use(GROUP_ID),
          "auto.offset.reset", use(START_OFFSETS),
          "transaction.timeout.ms", use(DeliverySettings.TRANSACTION_TIMEOUT),
          "isolation.level", SET_BY_THE_JOB,
          "enable.auto.commit", SET_BY_THE_JOB);

  static final OptionTable<KafkaConfig> TABLE =
      new OptionTable<>(
          List.of(BOOTSTRAP_SERVERS, GROUP_ID, START_OFFSETS, TOPICS_PREFIX),
          KafkaSettings::check,
          KafkaSettings::read);

  private KafkaSettings() {}

  private static KafkaConfig read(ReadOptions read) {
    return new KafkaConfig(
        read.get(BOOTSTRAP_SERVERS),
        read.get(GROUP_ID),
        read.get(START_OFFSETS),
        read.get(TOPICS_PREFIX),
        new ClientProperties(read.kafkaProperties()));
  }

  private static void check(Job job, ReadOptions read, List<String> problems) {
    for (String name : read.kafkaProperties().keySet()) {
      String instead =
          SERIALIZERS.contains(name) ? SET_BY_THE_JOB : RESERVED.getOrDefault(name, "");
      if (!instead.isEmpty()) {
        problems.add(property(name) + instead);
      }
    }
    problems.addAll(
        ProducerRules.violations(
            read.kafkaProperties(), KafkaSettings::property, name -> read.found(property(name))));
  }

  private static String property(String name) {
    return PROPERTIES.key() + "." + name;
  }

  private static String use(Setting<?> setting) {
    return " is decided by " + setting.key() + "; set that instead";
  }
}
