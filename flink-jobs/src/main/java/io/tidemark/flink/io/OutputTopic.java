package io.tidemark.flink.io;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * One output of the signal job, all of it in a row. Sinks, topics, rights, checks and listings
 * follow from it.
 *
 * @param topicName its name in Kafka, before any prefix
 * @param name its name in the graph: of the side output and of the sink
 * @param leaves where it leaves the graph
 * @param uid by which a savepoint knows its sink, for ever
 * @param type the core's record; the record of the wire has the same simple name
 * @param key what a record is filed under
 * @param encoding what its bytes are
 * @param <T> the core's record
 */
public record OutputTopic<T>(
    String topicName,
    String name,
    Leaves leaves,
    String uid,
    Class<T> type,
    Key<T> key,
    Encoding<T> encoding)
    implements Topic, Serializable {

  /** Where an output leaves the graph. */
  public enum Leaves {
    /** Beside the decoded log. */
    DECODE,
    /** Beside features and score. */
    SCORE,
    /** Beside the drift gate. */
    DRIFT_GATE,
    /** Beside the risk gate. */
    RISK_GATE,
    /** At the end: the main output. */
    END
  }

  /** What a record is filed under. */
  @FunctionalInterface
  public interface Key<T> extends Serializable {
    /** The key of one record. */
    String of(T value);
  }

  /** Makes the format in the task that needs it. */
  @FunctionalInterface
  public interface Encoding<T> extends Serializable {
    /** A format of the caller's own. */
    OutputFormat<T> open();
  }

  @Override
  public Role role() {
    return Role.OUTPUT;
  }

  @Override
  public String recordName() {
    return type.getSimpleName();
  }

  /** The side output by which it leaves its stage. */
  public OutputTag<T> tag() {
    return new OutputTag<>(name, TypeInformation.of(type));
  }

  /** What people see of its sink in Flink's web page. */
  public String displayName() {
    return "Write " + name.replace('-', ' ');
  }

  /** Bytes and back, for the caller alone. */
  public OutputFormat<T> format() {
    return encoding.open();
  }

  @Override
  public String toString() {
    return topicName;
  }
}
