package io.tidemark.client.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;
import org.apache.flink.util.StateMigrationException;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/** Reads keyed state as a job would, without a backend: its codecs, its structs, its files. */
final class KeyedStateCheck {

  private static final ClassLoader LOADER = KeyedStateCheck.class.getClassLoader();
  private static final String SORTED_FILE = ".sst";

  private long values;

  /** How many values were read so far. */
  long values() {
    return values;
  }

  /**
   * Reads a task's part.
   *
   * @throws DamagedStateException if a check sum differs, or this version does not know a codec
   */
  void read(KeyedStateHandle handle) throws DamagedStateException {
    try {
      if (handle instanceof KeyGroupsStateHandle full) {
        readFull(full);
      } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
        readIncremental(incremental);
      }
    } catch (IOException
        | StateMigrationException
        | RuntimeException
        | LinkageError
        | OutOfMemoryError e) {
      // a wrong bit is a length without an end, a class's name, the number of a kind
      throw new DamagedStateException("its keyed state", e);
    }
  }

  private void readFull(KeyGroupsStateHandle handle) throws IOException, StateMigrationException {
    try (ThrowingIterator<SavepointRestoreResult> results =
        new FullSnapshotRestoreOperation<>(
                handle.getKeyGroupRange(),
                LOADER,
                List.of(handle),
                StateSerializerProvider.fromNewRegisteredSerializer(StringSerializer.INSTANCE))
            .restore()) {
      while (results.hasNext()) {
        readGroups(results.next());
      }
    }
  }

  private void readGroups(SavepointRestoreResult result)
      throws IOException, StateMigrationException {
    List<StructReader> readers =
        result.getStateMetaInfoSnapshots().stream().map(StructReader::of).toList();
    try (var groups = result.getRestoredKeyGroups()) {
      while (groups.hasNext()) {
        try (ThrowingIterator<KeyGroupEntry> entries = groups.next().getKeyGroupEntries()) {
          while (entries.hasNext()) {
            KeyGroupEntry entry = entries.next();
            StructReader reader = readers.get(entry.getKvStateId());
            if (reader.reads()) {
              reader.read(entry.getValue());
              values++;
            }
          }
        }
      }
    }
  }

  private void readIncremental(IncrementalRemoteKeyedStateHandle handle) throws IOException {
    KeyedBackendSerializationProxy<?> header = new KeyedBackendSerializationProxy<>(LOADER);
    try (InputStream in = handle.getMetaDataStateHandle().openInputStream()) {
      header.read(new DataInputViewStreamWrapper(in));
    }
    Map<String, StructReader> readers = new HashMap<>();
    for (StateMetaInfoSnapshot state : header.getStateMetaInfoSnapshots()) {
      readers.put(state.getName(), StructReader.of(state));
    }
    Path folder = Files.createTempDirectory("tidemark-checkpoint");
    try {
      readList(handle.getPrivateState(), folder, readers.keySet());
      for (HandleAndLocalPath file : handle.getSharedState()) {
        if (file.getLocalPath().endsWith(SORTED_FILE)) {
          readSorted(file, folder, readers);
        }
      }
    } finally {
      delete(folder);
    }
  }

  /** RocksDB's list of its files, each entry of which has a check sum. */
  private static void readList(List<HandleAndLocalPath> files, Path folder, Set<String> states)
      throws IOException {
    for (HandleAndLocalPath file : files) {
      copy(file, folder);
    }
    RocksDB.loadLibrary();
    try (Options options = new Options()) {
      Set<String> listed = new HashSet<>();
      for (byte[] name : RocksDB.listColumnFamilies(options, folder.toString())) {
        listed.add(new String(name, StandardCharsets.UTF_8));
      }
      // RocksDB's Java half keeps what went wrong to itself: it then lists none
      if (listed.isEmpty()) {
        throw new IOException("RocksDB's list of files has a wrong check sum or is cut");
      }
      if (!listed.containsAll(states)) {
        throw new IOException("RocksDB's list of files has not all of " + states);
      }
    } catch (RocksDBException e) {
      throw new IOException(words("RocksDB's list of files", e, folder), e);
    }
  }

  /** RocksDB compares the check sum of each block; one file at a time lies on this disk. */
  private void readSorted(HandleAndLocalPath from, Path folder, Map<String, StructReader> readers)
      throws IOException {
    Path copy = copy(from, folder);
    try (Options options = new Options();
        ReadOptions reading = new ReadOptions();
        SstFileReader file = new SstFileReader(options)) {
      file.open(copy.toString());
      file.verifyChecksum();
      String state =
          new String(file.getTableProperties().getColumnFamilyName(), StandardCharsets.UTF_8);
      StructReader reader = readers.get(state);
      if (reader == null) {
        throw new IOException("a file of RocksDB is of a state that is not named, " + state);
      }
      if (reader.reads() && !reader.isList()) {
        readValues(file, reading, reader);
      }
    } catch (RocksDBException e) {
      throw new IOException(words("RocksDB's file " + from.getLocalPath(), e, folder), e);
    }
    Files.delete(copy);
  }

  private static String words(String what, RocksDBException e, Path folder) {
    return what + ": " + String.valueOf(e.getMessage()).replace(folder + "/", "");
  }

  private static Path copy(HandleAndLocalPath file, Path folder) throws IOException {
    Path copy = folder.resolve(file.getLocalPath()).normalize();
    if (!folder.equals(copy.getParent())) {
      throw new IOException("a file of RocksDB has no plain name");
    }
    try (InputStream in = file.getHandle().openInputStream()) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private void readValues(SstFileReader file, ReadOptions reading, StructReader reader)
      throws IOException, RocksDBException {
    try (SstFileReaderIterator entries = file.newIterator(reading)) {
      for (entries.seekToFirst(); entries.isValid(); entries.next()) {
        reader.read(entries.value());
        values++;
      }
      entries.status();
    }
  }
}
