package io.tidemark.bench.crayfish;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@link #SCHEMA} in Avro's binary form. The numbers are an array of float and no bytes:
 * any reader of Avro understands them, and they lie there the same way, 4 bytes each. Read by
 * Avro's own decoder, number by number, since its readers of records would box each of them.
 */
final class AvroFormat implements RecordFormat {

  private static final long serialVersionUID = 1;

  /** Of images and answers. */
  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Numbers", "namespace": "io.tidemark.bench.crayfish",
               "fields": [
                 {"name": "id", "type": "long"},
                 {"name": "creationTimestamp", "type": "long"},
                 {"name": "numbers", "type": {"type": "array", "items": "float"}}]}
              """);

  private transient @Nullable BinaryDecoder decoder;
  private transient @Nullable BinaryEncoder encoder;

  @Override
  public byte[] image(Head head, float[] numbers) throws IOException {
    return write(head, numbers, 0, Network.INPUTS);
  }

  @Override
  public Head readImage(byte[] record, float[] numbers, int offset) throws IOException {
    return read(record, numbers, offset, Network.INPUTS);
  }

  @Override
  public long id(byte[] record) throws IOException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(record, decoder);
    decoder = in;
    return in.readLong();
  }

  @Override
  public byte[] answer(Head head, float[] numbers, int offset) throws IOException {
    return write(head, numbers, offset, Network.OUTPUTS);
  }

  @Override
  public Head readAnswer(byte[] record, float[] numbers) throws IOException {
    return read(record, numbers, 0, Network.OUTPUTS);
  }

  private byte[] write(Head head, float[] numbers, int offset, int count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(32 + 4 * count);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
    encoder = out;
    out.writeLong(head.id());
    out.writeLong(head.creationTimestamp());
    out.writeArrayStart();
    out.setItemCount(count);
    for (int i = 0; i < count; i++) {
      out.startItem();
      out.writeFloat(numbers[offset + i]);
    }
    out.writeArrayEnd();
    out.flush();
    return bytes.toByteArray();
  }

  private Head read(byte[] record, float[] numbers, int offset, int count) throws IOException {
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(record, decoder);
    decoder = in;
    Head head = new Head(in.readLong(), in.readLong());
    int found = 0;
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      if (block < 0 || block > count - found) {
        throw new IOException("more than " + count + " numbers");
      }
      for (long i = 0; i < block; i++) {
        numbers[offset + found++] = in.readFloat();
      }
    }
    if (found != count) {
      throw new IOException("expected " + count + " numbers, found " + found);
    }
    return head;
  }
}
