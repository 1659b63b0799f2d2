package io.tidemark.client.topic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;

/**
 * Where topics are read: at brokers that run, or in the files of one that has ended.
 *
 * @param opener answers a reader of topics by their names in Kafka; throws a {@link
 *     BrokerUnavailableException}
 * @param grows whether more may come
 */
public record TopicSource(Function<List<String>, TopicReader> opener, boolean grows) {

  /** A broker writes it when it has ended in good order, and removes it when it starts. */
  private static final String ENDED = ".kafka_cleanshutdown";

  /** At brokers; client properties as {@code kafka.properties.*} of the jobs. */
  public static TopicSource at(Properties clientProperties, boolean grows) {
    return new TopicSource(topics -> new TopicReader(clientProperties, topics), grows);
  }

  /** In the log directory of a broker of which {@link #hasEnded} holds. */
  public static TopicSource in(Path directory) {
    return new TopicSource(topics -> TopicReader.ofFiles(directory, topics), false);
  }

  /**
   * Whether a broker has ended in good order and left its log directory as it is to be read: all is
   * written, nothing is to be recovered.
   */
  public static boolean hasEnded(Path directory) {
    return Files.exists(directory.resolve(ENDED));
  }

  /**
   * Opens topics.
   *
   * @throws BrokerUnavailableException if they cannot be read
   */
  public TopicReader open(List<String> topics) {
    return opener.apply(topics);
  }
}
