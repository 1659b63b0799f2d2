package io.tidemark.reliability.storage;

import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;

/** A file on a disk without room: it is there, and stays empty. */
final class FullDisk extends FSDataOutputStream {

  private static final String MESSAGE = "No space left on device";

  private final FSDataOutputStream file;

  FullDisk(FSDataOutputStream file) {
    this.file = file;
  }

  @Override
  public long getPos() throws IOException {
    return file.getPos();
  }

  @Override
  public void write(int b) throws IOException {
    throw new IOException(MESSAGE);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    throw new IOException(MESSAGE);
  }

  @Override
  public void flush() throws IOException {
    file.flush();
  }

  @Override
  public void sync() throws IOException {
    file.sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
