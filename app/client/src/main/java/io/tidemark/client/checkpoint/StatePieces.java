package io.tidemark.client.checkpoint;

import io.tidemark.client.CommandFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractChannelStateHandle;
import org.apache.flink.runtime.state.AbstractMergedChannelStateHandle;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** All pieces of state that operators name: bytes within {@code _metadata}, and files. */
final class StatePieces {

  private final Map<Path, Long> files = new HashMap<>();
  private final List<OperatorSubtaskState> tasks = new ArrayList<>();

  private StatePieces() {}

  /**
   * Collects them, and finds each file with its size.
   *
   * @throws DamagedStateException if one is not there or has another size
   * @throws CommandFailedException if one is in a file system that is not known here
   */
  static StatePieces of(List<OperatorState> operators) throws DamagedStateException {
    StatePieces pieces = new StatePieces();
    for (OperatorState operator : operators) {
      for (OperatorSubtaskState task : operator.getStates()) {
        pieces.take(task);
      }
    }
    return pieces;
  }

  /** The state of all tasks of all operators. */
  List<OperatorSubtaskState> tasks() {
    return tasks;
  }

  /** How many files there are. */
  int fileCount() {
    return files.size();
  }

  /** Bytes of all files. */
  long fileBytes() {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }

  private void take(OperatorSubtaskState task) throws DamagedStateException {
    tasks.add(task);
    List<StateObject> objects = new ArrayList<>();
    objects.addAll(task.getManagedOperatorState());
    objects.addAll(task.getRawOperatorState());
    objects.addAll(task.getManagedKeyedState());
    objects.addAll(task.getRawKeyedState());
    objects.addAll(task.getInputChannelState());
    objects.addAll(task.getUpstreamOutputBufferState());
    objects.addAll(task.getResultSubpartitionState());
    for (StateObject object : objects) {
      for (StreamStateHandle handle : handles(object)) {
        find(handle);
      }
    }
  }

  private static List<StreamStateHandle> handles(StateObject object) throws DamagedStateException {
    if (object instanceof OperatorStateHandle operator) {
      return List.of(operator.getDelegateStateHandle());
    }
    if (object instanceof KeyGroupsStateHandle keyed) {
      return List.of(keyed.getDelegateStateHandle());
    }
    if (object instanceof IncrementalRemoteKeyedStateHandle keyed) {
      List<StreamStateHandle> all = new ArrayList<>();
      keyed.getSharedState().stream().map(HandleAndLocalPath::getHandle).forEach(all::add);
      keyed.getPrivateState().stream().map(HandleAndLocalPath::getHandle).forEach(all::add);
      all.add(keyed.getMetaDataStateHandle());
      return all;
    }
    if (object instanceof AbstractChannelStateHandle<?> channel) {
      return List.of(channel.getDelegate());
    }
    if (object instanceof AbstractMergedChannelStateHandle<?, ?> channels) {
      return List.of(channels.getDelegate());
    }
    throw new DamagedStateException(
        "it holds state of a kind that the jobs do not write, "
            + object.getClass().getSimpleName());
  }

  private void find(StreamStateHandle handle) throws DamagedStateException {
    Path path = handle.maybeGetPath().orElse(null);
    if (path == null) {
      return;
    }
    long expected = handle.getStateSize();
    long size;
    try {
      size = path.getFileSystem().getFileStatus(path).getLen();
    } catch (FileNotFoundException e) {
      throw new DamagedStateException("its file " + path + " is missing");
    } catch (UnsupportedFileSystemSchemeException e) {
      throw new CommandFailedException(
          "it cannot be checked here: its file "
              + path
              + " is in a file system that only Flink's plugins know",
          e);
    } catch (IOException | RuntimeException e) {
      throw new DamagedStateException("its file " + path, e);
    }
    // one that other checkpoints share may be a part of its file
    if (handle instanceof FileStateHandle ? size != expected : size < expected) {
      throw new DamagedStateException(
          "its file %s has %,d bytes and should have %,d".formatted(path, size, expected));
    }
    files.put(path, size);
  }
}
