package io.tidemark.reliability.storage;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The local file system, as long as its switch does not say otherwise. */
final class FaultyStorage extends FileSystem {

  private static final URI ROOT = URI.create(FaultyStorageFactory.SCHEME + ":///");

  private final FileSystem disk;
  private final StorageSwitch state;

  FaultyStorage(FileSystem disk, StorageSwitch state) {
    this.disk = disk;
    this.state = state;
  }

  private static Path local(Path path) {
    return new Path("file", null, path.getPath());
  }

  private StorageSwitch.Mode refuseIfReadOnly() throws IOException {
    StorageSwitch.Mode mode = state.mode();
    if (mode == StorageSwitch.Mode.READ_ONLY) {
      state.meet(mode);
      throw new IOException("Read-only file system");
    }
    return mode;
  }

  /** Refuses, or takes its time. */
  private StorageSwitch.Mode beforeWriting() throws IOException {
    StorageSwitch.Mode mode = refuseIfReadOnly();
    if (mode != StorageSwitch.Mode.WORKS) {
      state.meet(mode);
    }
    if (mode == StorageSwitch.Mode.SLOW) {
      try {
        Thread.sleep(StorageSwitch.SLOW_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    return mode;
  }

  @Override
  public FSDataOutputStream create(Path path, WriteMode overwrite) throws IOException {
    StorageSwitch.Mode mode = beforeWriting();
    FSDataOutputStream file = disk.create(local(path), overwrite);
    return mode == StorageSwitch.Mode.FULL ? new FullDisk(file) : file;
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    refuseIfReadOnly();
    return disk.mkdirs(local(path));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    refuseIfReadOnly();
    return disk.rename(local(from), local(to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return disk.delete(local(path), recursive);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return disk.open(local(path), bufferSize);
  }

  @Override
  public FSDataInputStream open(Path path) throws IOException {
    return disk.open(local(path));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return disk.getFileStatus(local(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return disk.listStatus(local(path));
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
      throws IOException {
    return disk.getFileBlockLocations(file, start, length);
  }

  @Override
  public Path getWorkingDirectory() {
    return disk.getWorkingDirectory();
  }

  @Override
  public Path getHomeDirectory() {
    return disk.getHomeDirectory();
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public boolean isDistributedFS() {
    return false;
  }
}
