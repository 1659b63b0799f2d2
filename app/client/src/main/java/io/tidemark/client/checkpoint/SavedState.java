package io.tidemark.client.checkpoint;

import io.tidemark.flink.SequenceJob;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.topology.OperatorId;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;

/**
 * What {@code _metadata} says, read by Flink's own reader.
 *
 * @param job the class of the job that wrote it
 * @param checkpoint its number
 * @param operators all that is named, in no order
 */
record SavedState(Class<?> job, long checkpoint, List<OperatorState> operators) {

  /** The file that makes a folder a checkpoint. */
  static final String METADATA = "_metadata";

  /** Without the state of all of these a job would begin anew in part. */
  private static final Map<Class<?>, List<OperatorId>> NEEDED =
      Map.of(
          SequenceJob.class,
          List.of(OperatorId.SEQUENCE_SOURCE, OperatorId.SEQUENCE_ORDER),
          SignalJob.class,
          List.of(
              OperatorId.SIGNAL_SOURCE,
              OperatorId.SIGNAL_FEATURES,
              OperatorId.SIGNAL_DRIFT,
              OperatorId.SIGNAL_RISK));

  /**
   * Reads it to the last byte.
   *
   * @throws DamagedStateException if it cannot be read, or is of another program
   */
  static SavedState of(Path folder) throws DamagedStateException {
    CheckpointMetadata read = read(folder);
    List<OperatorState> operators = List.copyOf(read.getOperatorStates());
    return new SavedState(job(operators), read.getCheckpointId(), operators);
  }

  private static CheckpointMetadata read(Path folder) throws DamagedStateException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(folder.resolve(METADATA))))) {
      CheckpointMetadata metadata =
          Checkpoints.loadCheckpointMetadata(
              in, SavedState.class.getClassLoader(), folder.toUri().toString());
      if (in.read() >= 0) {
        throw new DamagedStateException(METADATA + " goes on after its end");
      }
      return metadata;
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      // a wrong bit is a length without an end, a class's name, the number of a kind
      throw new DamagedStateException(METADATA, e);
    }
  }

  private static Class<?> job(List<OperatorState> operators) throws DamagedStateException {
    Map<OperatorID, OperatorState> byId = new HashMap<>();
    operators.forEach(each -> byId.put(each.getOperatorID(), each));
    for (Map.Entry<Class<?>, List<OperatorId>> job : NEEDED.entrySet()) {
      List<OperatorId> missing =
          job.getValue().stream().filter(each -> !byId.containsKey(id(each))).toList();
      if (missing.isEmpty()) {
        return job.getKey();
      }
      if (missing.size() < job.getValue().size()) {
        throw new DamagedStateException("it holds nothing of " + missing.get(0).uid());
      }
    }
    throw new DamagedStateException("it holds nothing of an operator of Tidemark");
  }

  private static OperatorID id(OperatorId operator) {
    return new OperatorID(StreamGraphHasherV2.generateUserSpecifiedHash(operator.uid()));
  }
}
