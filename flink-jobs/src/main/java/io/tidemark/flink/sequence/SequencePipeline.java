package io.tidemark.flink.sequence;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Arrival;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.io.TopicIds;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.LogEventCodec;
import io.tidemark.flink.topology.OperatorId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The sequence job's graph, a function of its source and sinks:
 *
 * <pre>
 * market topics, merged -> admit -> keyBy(instrument) -> once, order, tick -> log
 *                            '-> dead letters
 * </pre>
 *
 * <p>The topics have one reader, whatever the parallelism: only one that sees all partitions can
 * put them into one order. See RATIONALE.md, "Why is the log merged while it is behind, and how is
 * that known?"
 */
public final class SequencePipeline {

  private SequencePipeline() {}

  /**
   * Adds the graph to {@code env}.
   *
   * @param topicIds of the topics that {@code topics} reads
   */
  public static void define(
      StreamExecutionEnvironment env,
      JobConfig config,
      Source<Arrival, ?, ?> topics,
      TopicIds topicIds,
      SequenceSinks sinks) {
    CodecTypeInfo<LogEvent> eventType =
        CodecTypeInfo.ofImmutable(LogEvent.class, new LogEventCodec());
    List<String> instruments =
        config.instruments().stream().map(InstrumentConfig::instrument).toList();
    Map<String, List<String>> references =
        config.instruments().stream()
            .collect(Collectors.toMap(InstrumentConfig::instrument, InstrumentConfig::references));
    SingleOutputStreamOperator<LogEvent> arrivals =
        env.fromSource(topics, WatermarkStrategy.noWatermarks(), "topics")
            .uid(OperatorId.SEQUENCE_SOURCE.uid())
            .setParallelism(1)
            .process(
                new AdmitFunction(
                    config.kafka().topicPrefix(),
                    instruments,
                    references,
                    config.sequence(),
                    topicIds,
                    Topic.DEAD_LETTERS.tag()))
            .returns(eventType)
            .setParallelism(1)
            .uid(OperatorId.SEQUENCE_DECODE.uid())
            .name(OperatorId.SEQUENCE_DECODE.displayName());
    arrivals
        .keyBy(LogEvent::instrument, Types.STRING)
        .process(new OrderFunction(config.sequence(), instruments, config.market().maxSeries()))
        .returns(eventType)
        .uid(OperatorId.SEQUENCE_ORDER.uid())
        .name(OperatorId.SEQUENCE_ORDER.displayName())
        .sinkTo(sinks.log())
        .uid(OperatorId.SEQUENCE_LOG_SINK.uid())
        .name(OperatorId.SEQUENCE_LOG_SINK.displayName());
    arrivals
        .getSideOutput(Topic.DEAD_LETTERS.tag())
        .sinkTo(sinks.deadLetters())
        .uid(OperatorId.SEQUENCE_DEAD_LETTER_SINK.uid())
        .name(OperatorId.SEQUENCE_DEAD_LETTER_SINK.displayName());
  }
}
