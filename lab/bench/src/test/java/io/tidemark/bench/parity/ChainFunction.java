package io.tidemark.bench.parity;

import io.tidemark.core.score.Assessment;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Links each scored vector to its instrument's chain, which lies in keyed state beside that of the
 * features: it goes with them through every savepoint.
 */
final class ChainFunction
    extends KeyedProcessFunction<String, Assessment, Tuple3<String, Long, Long>> {

  private static final long serialVersionUID = 1L;

  private final long fast;
  private final long brakeNanos;
  private transient ValueState<long[]> chains;
  private transient long seen;

  /**
   * @param fast so many go at full speed
   * @param brakeNanos how long each one after them waits, so that a short log is not over before a
   *     savepoint comes
   */
  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  ChainFunction(long fast, long brakeNanos) {
    this.fast = fast;
    this.brakeNanos = brakeNanos;
  }

  @Override
  public void open(OpenContext context) {
    chains =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "chain", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(
      Assessment assessment, Context context, Collector<Tuple3<String, Long, Long>> out)
      throws Exception {
    seen++;
    if (seen > fast && brakeNanos > 0) {
      LockSupport.parkNanos(brakeNanos);
    }
    if (assessment.scored()) {
      long[] stored = chains.value();
      VectorChain before =
          stored == null ? VectorChain.EMPTY : new VectorChain(stored[0], stored[1]);
      VectorChain chain =
          before.with(VectorChain.vector(assessment.clock(), assessment.features()));
      chains.update(new long[] {chain.vectors(), chain.digest()});
      out.collect(Tuple3.of(assessment.instrument(), chain.vectors(), chain.digest()));
    }
  }
}
