package io.tidemark.client.explain;

import io.tidemark.client.explain.Chain.Input;
import io.tidemark.client.explain.Chain.Step;
import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.ServedModels;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.flink.topology.JobTopics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.jspecify.annotations.Nullable;

/**
 * A job as Flink would run it: made by the same code, asked of Flink itself, submitted nowhere.
 *
 * @param job {@code sequence} or {@code signal}
 * @param mainClass what {@code flink run -c} names
 * @param groupId its consumer group
 * @param reads topics with their prefix
 * @param writes topics with their prefix
 * @param chains its tasks, upstream first
 */
record JobPlan(
    String job,
    String mainClass,
    String groupId,
    List<String> reads,
    List<String> writes,
    List<Chain> chains) {

  /**
   * Builds the graph; no broker is asked.
   *
   * @param models of the signal job; null of another
   * @param parallelism that {@code flink run -p} would be given
   */
  static JobPlan of(Job job, JobConfig config, @Nullable ServedModels models, int parallelism) {
    Configuration settings = JobEnvironment.settings(config);
    settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    switch (job) {
      case SEQUENCE -> SequenceJob.define(env, config);
      case SIGNAL -> Objects.requireNonNull(models).define(env, config);
    }
    JobTopics topics = JobTopics.of(job);
    Class<?> main = job == Job.SEQUENCE ? SequenceJob.class : SignalJob.class;
    return new JobPlan(
        job.name().toLowerCase(Locale.ROOT),
        main.getName(),
        config.kafka().groupId(job),
        topics.reads(config),
        topics.writes(config),
        chains(env.getStreamGraph()));
  }

  private static List<Chain> chains(StreamGraph graph) {
    List<JobVertex> tasks = graph.getJobGraph().getVerticesSortedTopologicallyFromSources();
    Map<String, Integer> chainByUid = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      for (OperatorIDPair operator : tasks.get(i).getOperatorIDs()) {
        chainByUid.put(operator.getUserDefinedOperatorUid(), i);
      }
    }
    Map<Integer, List<Step>> steps = new LinkedHashMap<>();
    for (StreamNode node : graph.getStreamNodesSortedTopologicallyFromSources()) {
      steps
          .computeIfAbsent(chain(node, chainByUid), i -> new ArrayList<>())
          .add(step(node, graph, chainByUid));
    }
    List<Chain> chains = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      chains.add(
          new Chain(
              i + 1, tasks.get(i).getParallelism(), List.copyOf(steps.getOrDefault(i, List.of()))));
    }
    return List.copyOf(chains);
  }

  private static Step step(StreamNode node, StreamGraph graph, Map<String, Integer> chainByUid) {
    List<Input> inputs = new ArrayList<>();
    for (StreamEdge edge : node.getInEdges()) {
      StreamNode from = graph.getStreamNode(edge.getSourceId());
      inputs.add(
          new Input(
              from.getId(),
              chain(from, chainByUid) + 1,
              edge.getPartitioner().toString().toLowerCase(Locale.ROOT),
              edge.getOutputTag() == null ? "" : edge.getOutputTag().getId()));
    }
    return new Step(
        node.getId(), node.getOperatorName(), node.getTransformationUID(), List.copyOf(inputs));
  }

  private static int chain(StreamNode node, Map<String, Integer> chainByUid) {
    return Objects.requireNonNull(
        chainByUid.get(node.getTransformationUID()), "every operator is in a task");
  }
}
