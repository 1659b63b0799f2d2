package io.tidemark.client.explain;

import io.tidemark.flink.config.Delivery;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.topology.JobTopics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * A right that a job needs of Kafka. READ and WRITE imply DESCRIBE, and WRITE on any topic implies
 * IDEMPOTENT_WRITE on the cluster, so neither is listed beside them.
 *
 * @param operation what is done
 * @param resource with what kind of resource
 * @param name of the resource, or how its name begins
 * @param pattern whether {@code name} is the whole name or its beginning
 * @param why what for
 */
public record Acl(
    AclOperation operation, ResourceType resource, String name, PatternType pattern, String why) {

  /** What Kafka calls the cluster among its resources. */
  private static final String CLUSTER = "kafka-cluster";

  /** Everything that these jobs need, each right once. */
  public static List<Acl> of(List<Job> jobs, JobConfig config) {
    Set<Acl> all = new LinkedHashSet<>();
    for (Job job : jobs) {
      JobTopics topics = JobTopics.of(job);
      for (String topic : topics.reads(config)) {
        all.add(literal(AclOperation.READ, ResourceType.TOPIC, topic, "its records"));
      }
      for (String topic : topics.writes(config)) {
        all.add(literal(AclOperation.WRITE, ResourceType.TOPIC, topic, "its records"));
      }
    }
    for (Job job : jobs) {
      String group = config.kafka().groupId(job);
      all.add(literal(AclOperation.READ, ResourceType.GROUP, group, "commits offsets"));
    }
    if (config.delivery().delivery() == Delivery.EXACTLY_ONCE) {
      all.add(
          new Acl(
              AclOperation.WRITE,
              ResourceType.TRANSACTIONAL_ID,
              config.kafka().groupId() + "-",
              PatternType.PREFIXED,
              "delivery is exactly-once"));
      all.add(
          literal(
              AclOperation.DESCRIBE_CONFIGS,
              ResourceType.CLUSTER,
              CLUSTER,
              "optional: transaction.max.timeout.ms is checked before the start"));
    }
    return new ArrayList<>(all);
  }

  private static Acl literal(
      AclOperation operation, ResourceType resource, String name, String why) {
    return new Acl(operation, resource, name, PatternType.LITERAL, why);
  }

  /** The commands that grant them, one for each kind of right. */
  static List<String> commands(List<Acl> acls, String bootstrapServers, String principal) {
    Map<String, StringBuilder> commands = new LinkedHashMap<>();
    for (Acl acl : acls) {
      String begin =
          "kafka-acls --bootstrap-server %s --add --allow-principal %s --operation %s%s"
              .formatted(
                  bootstrapServers,
                  principal,
                  SecurityUtils.operationName(acl.operation()),
                  acl.pattern() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
      commands
          .computeIfAbsent(begin + acl.resource(), each -> new StringBuilder(begin))
          .append(acl.place());
    }
    return commands.values().stream().map(StringBuilder::toString).toList();
  }

  private String place() {
    return switch (resource) {
      case CLUSTER -> " --cluster";
      default -> " --" + resource.name().toLowerCase(Locale.ROOT).replace('_', '-') + " " + name;
    };
  }
}
