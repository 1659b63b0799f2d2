package io.tidemark.retraining;

import io.tidemark.client.CommandFailedException;
import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.Parsed;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds a request by its id or the beginning of it. */
public final class Requests {

  /** So many are named where it is not clear which one is meant. */
  private static final int MOST_NAMED = 5;

  private final String wanted;

  /** By id: a job that starts anew may write one again. */
  private final Map<String, RetrainRequest> matches = new LinkedHashMap<>();

  private final ArrayDeque<RetrainRequest> newest = new ArrayDeque<>();

  private Requests(String wanted) {
    this.wanted = wanted;
  }

  /** All records of a deployment's topic, in turn. */
  interface Source {
    void forEach(Consumer<RetrainRequest> out);
  }

  /** {@code retrain-requests.v1}; records that are no requests are passed over. */
  public static Source of(JobConfig config, TopicSource topics) {
    return out -> {
      OutputFormat<RetrainRequest> format = Topic.RETRAIN_REQUESTS.format();
      List<String> names = List.of(config.topic(Topic.RETRAIN_REQUESTS.topicName()));
      try (TopicReader reader = topics.open(names)) {
        reader.drain(
            record -> {
              if (format.decode(record.value()) instanceof Parsed.Valid<RetrainRequest> valid) {
                out.accept(valid.value());
              }
            });
      }
    };
  }

  /**
   * The request with this id, or the only one whose id begins with it.
   *
   * @throws CommandFailedException if there is none, or more than one
   */
  public static RetrainRequest find(Source source, String wanted) {
    Requests requests = new Requests(wanted);
    source.forEach(requests::take);
    return requests.only();
  }

  private void take(RetrainRequest request) {
    boolean exact = request.id().equals(wanted);
    if (exact || (request.id().startsWith(wanted) && matches.size() <= MOST_NAMED)) {
      matches.put(request.id(), request);
    }
    if (newest.stream().noneMatch(other -> other.id().equals(request.id()))) {
      newest.add(request);
      if (newest.size() > MOST_NAMED) {
        newest.remove();
      }
    }
  }

  private RetrainRequest only() {
    RetrainRequest exact = matches.get(wanted);
    if (exact != null) {
      return exact;
    }
    if (matches.size() == 1) {
      return matches.values().iterator().next();
    }
    if (matches.isEmpty()) {
      throw new CommandFailedException(
          newest.isEmpty()
              ? "there is no retrain request: no drift gate has paused"
              : "there is no request '" + wanted + "'; the newest are" + lines(newest.iterator()));
    }
    throw new CommandFailedException(
        "'" + wanted + "' begins more than one request" + lines(matches.values().iterator()));
  }

  private static String lines(Iterator<RetrainRequest> requests) {
    StringBuilder text = new StringBuilder(":");
    requests.forEachRemaining(
        request ->
            text.append(System.lineSeparator())
                .append(
                    PrintableText.of(
                        "    %s  %s  %s/%s for %s"
                            .formatted(
                                request.id(),
                                RecordText.time(request.pause().eventTime()),
                                request.model().id(),
                                request.model().version(),
                                request.instrument()))));
    return text.toString();
  }
}
