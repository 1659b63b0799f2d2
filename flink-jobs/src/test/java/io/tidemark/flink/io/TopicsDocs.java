package io.tidemark.flink.io;

import io.tidemark.flink.config.Job;
import io.tidemark.flink.io.Topic.Role;
import io.tidemark.flink.topology.JobTopics;
import io.tidemark.flink.topology.TopicLayout;
import io.tidemark.flink.topology.TopicSetting;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** Writes {@code docs/reference/topics.md} from {@link Topic} and the released schemas. */
final class TopicsDocs {

  private static final String INTRODUCTION =
      """
      # Topics

      Generated from `Topic` and the released schemas; do not edit by hand. The option `topics.prefix` goes in front
      of each name. Every value is one Avro record in single-object encoding: the bytes `C3 01`, eight bytes of
      fingerprint, the record in Avro's binary encoding. The fingerprint is the CRC-64-AVRO of the writer's schema in
      parsing canonical form. It is given here as it stands in bytes 2 to 9 of a value, in hexadecimal; a number in
      little endian order. Frozen copies of all schemas are in
      [`avro/src/main/resources/schemas`](../../avro/src/main/resources/schemas).

      The jobs write with the newest version and read all of them.

      | topic | record | key | written by | read by |
      |---|---|---|---|---|
      """;

  private static final String SETTINGS =
      """

      ## Settings

      `./tidemark topics create` makes the topics with these settings, and `./tidemark topics check` holds those of
      your brokers against them. **Bold** is what the jobs rest on; the rest is where to begin. One partition keeps
      one order of all records; never change the number of partitions of a topic that holds records. With a
      replication factor of 3 each topic also has `min.insync.replicas` 2 or more.

      The input topics of a market that says itself what time it is (`sequence.tick: 0 ms`, as with
      `./tidemark simulate --speed N`) need `CreateTime` instead, and keep their records for ever: those may lie years
      back. The reason stands in [RATIONALE.md](../../RATIONALE.md).

      | topic | partitions | `cleanup.policy` | `message.timestamp.type` | `retention.ms` | others |
      |---|---|---|---|---|---|
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);
  private final List<Topic> topics =
      Stream.of(Role.values()).flatMap(role -> Topic.of(role).stream()).toList();
  private final Map<String, Schema> shared = new TreeMap<>();

  private TopicsDocs() {}

  /** The whole page, Markdown. */
  static String page() {
    TopicsDocs docs = new TopicsDocs();
    docs.topics.forEach(docs::row);
    docs.page.append(SETTINGS);
    docs.topics.forEach(docs::settings);
    docs.topics.forEach(docs::section);
    docs.sharedTypes();
    return docs.page.toString();
  }

  private void row(Topic topic) {
    page.append(
        "| [`%s`](#%s) | `%s` | %s | %s | %s |\n"
            .formatted(
                topic.topicName(),
                anchor(topic.topicName()),
                Topic.schema(topic).getName(),
                key(topic),
                writers(topic),
                readers(topic)));
  }

  private void settings(Topic topic) {
    TopicLayout layout =
        TopicLayout.all(true).stream()
            .filter(each -> each.topic() == topic)
            .findFirst()
            .orElseThrow();
    Map<String, String> cells = new TreeMap<>();
    layout.settings().forEach(setting -> cells.put(setting.key(), cell(setting)));
    page.append(
        "| `%s` | %s | %s | %s | %s |"
            .formatted(
                topic.topicName(),
                layout.onePartition() ? "**1**" : String.valueOf(TopicLayout.PARTITIONS),
                cells.remove("cleanup.policy"),
                cells.remove("message.timestamp.type"),
                cells.remove("retention.ms")));
    cells.forEach((key, value) -> page.append(" `%s` %s".formatted(key, value)));
    page.append(" |\n");
  }

  private static String cell(TopicSetting setting) {
    return switch (setting.demand()) {
      case ANY -> "`" + setting.value() + "`";
      case EXACTLY -> "**`" + setting.value() + "`**";
      case AT_LEAST -> "**`" + setting.value() + "`** or more";
    };
  }

  private static String key(Topic topic) {
    if (topic == Topic.MODEL_UPDATES) {
      return "what the update is about";
    }
    return topic == Topic.DEAD_LETTERS ? "topic of the refused record" : "instrument";
  }

  private static String writers(Topic topic) {
    if (topic == Topic.CONTROL) {
      return "`./tidemark control`, `./tidemark drift`, producers outside";
    }
    if (topic == Topic.MODEL_UPDATES) {
      return "`./tidemark models`";
    }
    return switch (topic.role()) {
      case INPUT -> "producers outside";
      case SOURCE -> "`./tidemark collect`";
      case LOG, OUTPUT -> jobs(topic, JobTopics::writes);
    };
  }

  private static String readers(Topic topic) {
    return switch (topic.role()) {
      case SOURCE -> "programs that score texts";
      case OUTPUT -> "consumers outside";
      case INPUT, LOG -> jobs(topic, JobTopics::reads);
    };
  }

  private static String jobs(Topic topic, Function<JobTopics, List<Topic>> topics) {
    return Stream.of(Job.values())
        .filter(job -> topics.apply(JobTopics.of(job)).contains(topic))
        .map(job -> job.name().toLowerCase(Locale.ROOT) + " job")
        .collect(Collectors.joining(", "));
  }

  private void section(Topic topic) {
    Schema newest = Topic.schema(topic);
    List<Schema> released = ReleasedSchemas.of(newest.getName());
    page.append("\n## ").append(topic.topicName()).append("\n\n");
    page.append(sentence(newest.getDoc())).append("\n\n");
    page.append("| version of `").append(newest.getName()).append("` | fingerprint |\n|---|---|\n");
    for (int i = 0; i < released.size(); i++) {
      page.append("| %d | `%s` |\n".formatted(i + 1, fingerprint(released.get(i))));
    }
    page.append("\n| field | type | default | since version | meaning |\n|---|---|---|---|---|\n");
    for (Schema.Field field : newest.getFields()) {
      page.append(field(field, "| " + since(released, field.name()) + " "));
    }
  }

  private String field(Schema.Field field, String since) {
    return "| `%s` | %s | %s %s| %s |\n"
        .formatted(
            field.name(), type(field.schema()), byDefault(field), since, sentence(field.doc()));
  }

  private static int since(List<Schema> released, String name) {
    for (int i = 0; i < released.size(); i++) {
      if (released.get(i).getField(name) != null) {
        return i + 1;
      }
    }
    throw new IllegalStateException("no released version has " + name);
  }

  private static String byDefault(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return "";
    }
    Object value = field.defaultVal();
    if (value == JsonProperties.NULL_VALUE) {
      return "null";
    }
    return value instanceof CharSequence text && text.isEmpty() ? "empty" : "`" + value + "`";
  }

  private String type(Schema schema) {
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName();
    }
    return switch (schema.getType()) {
      case ARRAY -> "array of " + type(schema.getElementType());
      case UNION ->
          Stream.concat(
                  schema.getTypes().stream().filter(each -> !isNull(each)).map(this::type),
                  schema.getTypes().stream().filter(TopicsDocs::isNull).map(each -> "null"))
              .collect(Collectors.joining(" or "));
      case RECORD, ENUM -> named(schema);
      default -> schema.getType().getName();
    };
  }

  private static boolean isNull(Schema schema) {
    return schema.getType() == Schema.Type.NULL;
  }

  /** A record of a topic of its own is described there. */
  private String named(Schema schema) {
    for (Topic topic : topics) {
      if (Topic.schema(topic).getFullName().equals(schema.getFullName())) {
        return "[`%s`](#%s)".formatted(schema.getName(), anchor(topic.topicName()));
      }
    }
    shared.put(schema.getName(), schema);
    return "[`%s`](#%s)".formatted(schema.getName(), anchor(schema.getName()));
  }

  private void sharedTypes() {
    StringBuilder types = new StringBuilder("\n## Types within records\n");
    List<String> written = new ArrayList<>();
    for (List<String> open = open(written); !open.isEmpty(); open = open(written)) {
      open.forEach(name -> types.append(describe(Objects.requireNonNull(shared.get(name)))));
      written.addAll(open);
    }
    page.append(types);
  }

  private List<String> open(List<String> written) {
    return shared.keySet().stream().filter(name -> !written.contains(name)).toList();
  }

  private String describe(Schema schema) {
    StringBuilder text = new StringBuilder("\n### ").append(schema.getName()).append("\n\n");
    if (schema.getDoc() != null) {
      text.append(sentence(schema.getDoc())).append("\n\n");
    }
    if (schema.getType() == Schema.Type.ENUM) {
      text.append(
          schema.getEnumSymbols().stream()
              .map(symbol -> "`" + symbol + "`")
              .collect(Collectors.joining(", ", "", "\n")));
      return text.toString();
    }
    text.append("| field | type | default | meaning |\n|---|---|---|---|\n");
    schema.getFields().forEach(field -> text.append(field(field, "")));
    return text.toString();
  }

  private static String fingerprint(Schema schema) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array();
    return HexFormat.of().formatHex(bytes);
  }

  private static String sentence(String doc) {
    return doc.replace("|", "\\|").replace("*", "\\*").replace('\n', ' ');
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_ -]", "").replace(' ', '-');
  }
}
