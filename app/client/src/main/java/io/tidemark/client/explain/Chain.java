package io.tidemark.client.explain;

import java.util.List;

/**
 * Operators that run in one task, without the network between them.
 *
 * @param number within the job, from 1, upstream first
 * @param parallelism how many of these tasks there are
 * @param operators upstream first
 */
record Chain(int number, int parallelism, List<Step> operators) {

  /**
   * One operator.
   *
   * @param id within the job
   * @param name as Flink's web page shows it
   * @param uid by which a savepoint knows it
   * @param inputs where its records come from; none for a source
   */
  record Step(int id, String name, String uid, List<Input> inputs) {}

  /**
   * An edge of the graph.
   *
   * @param from the operator's id
   * @param fromChain the chain of that operator
   * @param ship how records travel: {@code forward} within a task, {@code hash} by key
   * @param sideOutput the name of the side output; empty for the main one
   */
  record Input(int from, int fromChain, String ship, String sideOutput) {}
}
