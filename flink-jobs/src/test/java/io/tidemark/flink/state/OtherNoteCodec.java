package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Another codec for the same struct. */
public final class OtherNoteCodec implements Codec<Note> {

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Note note, DataOutput out) throws IOException {
    out.writeUTF(note.text);
  }

  @Override
  public Note read(int version, DataInput in) throws IOException {
    return new Note(in.readUTF(), 0);
  }
}
