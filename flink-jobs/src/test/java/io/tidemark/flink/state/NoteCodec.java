package io.tidemark.flink.state;

import io.tidemark.core.state.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Version 1 held the text alone; version 2 says how often, too. */
public final class NoteCodec implements Codec<Note> {

  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(Note note, DataOutput out) throws IOException {
    out.writeUTF(note.text);
    out.writeInt(note.times);
  }

  @Override
  public Note read(int version, DataInput in) throws IOException {
    return new Note(in.readUTF(), version < 2 ? 1 : in.readInt());
  }
}
