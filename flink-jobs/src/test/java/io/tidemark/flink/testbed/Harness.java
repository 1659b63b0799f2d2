package io.tidemark.flink.testbed;

import io.tidemark.flink.topology.JobEnvironment;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** One keyed operator on RocksDB, without a job around it. */
public final class Harness {

  private Harness() {}

  /**
   * Opens it; the caller closes it.
   *
   * @param from the snapshot it goes on from; null to begin
   */
  public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> open(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, String> key,
      TypeInformation<O> output,
      @Nullable OperatorSubtaskState from)
      throws Exception {
    return open(operator, key, output, from, true);
  }

  /**
   * The same; what is stopped and restored again and again must not be incremental, for there is no
   * coordinator here that would put the snapshots together.
   */
  public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> open(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, String> key,
      TypeInformation<O> output,
      @Nullable OperatorSubtaskState from,
      boolean incremental)
      throws Exception {
    var harness = unopened(operator, key, output, incremental);
    if (from != null) {
      harness.initializeState(from);
    }
    harness.open();
    return harness;
  }

  /**
   * One of several tasks of an operator, whose snapshots are not incremental; the caller closes it.
   *
   * @param from what all tasks before left, by {@link #together}; null to begin
   * @param before how many tasks there were
   * @param tasks how many there are
   * @param task which of them it is, from 0
   */
  public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> task(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, String> key,
      TypeInformation<O> output,
      @Nullable OperatorSubtaskState from,
      int before,
      int tasks,
      int task)
      throws Exception {
    int most = JobEnvironment.MAX_PARALLELISM;
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, key, Types.STRING, most, tasks, task);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
    harness.setup(output.createSerializer(new SerializerConfigImpl()));
    if (from != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              from, most, before, tasks, task));
    }
    harness.open();
    return harness;
  }

  /** What the tasks of an operator left, for those that go on from it. */
  public static OperatorSubtaskState together(List<OperatorSubtaskState> tasks) throws Exception {
    return AbstractStreamOperatorTestHarness.repackageState(
        tasks.toArray(OperatorSubtaskState[]::new));
  }

  /** One whose environment the caller may still change; its snapshots are not incremental. */
  public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> unopened(
      OneInputStreamOperator<I, O> operator, KeySelector<I, String> key, TypeInformation<O> output)
      throws Exception {
    return unopened(operator, key, output, false);
  }

  private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> unopened(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, String> key,
      TypeInformation<O> output,
      boolean incremental)
      throws Exception {
    var harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, key, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend(incremental));
    harness.setup(output.createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  /**
   * The same, restored from what a savepoint of a whole job holds of one operator, which was one
   * task.
   *
   * @param savepoint its directory
   * @param uid of the operator
   */
  public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> restored(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, String> key,
      TypeInformation<O> output,
      Path savepoint,
      String uid)
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, key, Types.STRING, JobEnvironment.MAX_PARALLELISM, 1, 0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend(true));
    harness.setup(output.createSerializer(new SerializerConfigImpl()));
    harness.initializeState(state(savepoint, uid));
    harness.open();
    return harness;
  }

  private static OperatorSubtaskState state(Path savepoint, String uid) throws IOException {
    OperatorID id = new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(uid));
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
      return Checkpoints.loadCheckpointMetadata(
              in, Harness.class.getClassLoader(), savepoint.toUri().toString())
          .getOperatorStates()
          .stream()
          .filter(state -> state.getOperatorID().equals(id))
          .map(state -> state.getState(0))
          .findAny()
          .orElseThrow(() -> new AssertionError(savepoint + " holds nothing of " + uid));
    }
  }
}
