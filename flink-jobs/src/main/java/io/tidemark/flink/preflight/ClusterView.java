package io.tidemark.flink.preflight;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a preflight wants to know of a Kafka cluster. */
public interface ClusterView {

  /**
   * How many brokers there are.
   *
   * @throws ClusterViewException if none answers
   */
  int brokers() throws ClusterViewException;

  /**
   * How many partitions a topic has; empty if there is no such topic.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  OptionalInt partitions(String topic) throws ClusterViewException;

  /**
   * The partitions of these topics whose leaders do not answer, such as {@code signals.v1-3}; none
   * of topics that do not exist.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  List<String> leaderless(List<String> topics) throws ClusterViewException;

  /**
   * Where a consumer group's positions lie behind the ends of these topics; none of topics that do
   * not exist, or that the group never read.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  List<PassedEnd> passedEnds(String group, List<String> topics) throws ClusterViewException;

  /**
   * The brokers' {@code transaction.max.timeout.ms}; empty if we may not see it.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  OptionalLong transactionMaxTimeoutMillis() throws ClusterViewException;
}
