package io.tidemark.flink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.RejectReason;
import java.util.Objects;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CountsInAJobTest {

  @Test
  void aClientReadsTheFinalNumbersOfChainedAndParallelOperators() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    env.fromSequence(1, 100).map(new Counting()).map(new Counting()).sinkTo(new DiscardingSink<>());

    JobExecutionResult result = env.execute();

    assertThat(result.<Long>getAccumulatorResult("read")).isEqualTo(200);
    assertThat(result.<Long>getAccumulatorResult("dead.empty")).isEqualTo(20);
    assertThat(result.<Long>getAccumulatorResult("dead.undecodable")).isZero();
    LatencyHistogram latency = result.getAccumulatorResult("latency");
    assertThat(latency.count()).isEqualTo(200);
    assertThat(latency.quantile(0.05)).isEqualTo(5);
  }

  private static final class Counting extends RichMapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable Counts counts;

    @Override
    public void open(OpenContext context) {
      counts = Counts.open(getRuntimeContext(), MetricId.READ, MetricId.DEAD, MetricId.LATENCY);
    }

    @Override
    public Long map(Long value) {
      Counts counting = Objects.requireNonNull(counts);
      counting.add(MetricId.READ);
      counting.latency(value);
      if (value % 10 == 0) {
        counting.add(MetricId.DEAD, RejectReason.EMPTY);
      }
      return value;
    }
  }
}
