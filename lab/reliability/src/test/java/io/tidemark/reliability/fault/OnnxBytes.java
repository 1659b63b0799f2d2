package io.tidemark.reliability.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Small ONNX graphs that no model should be: each looks like a probability of the mean of a vector.
 * Field numbers are those of {@code onnx.proto3}.
 */
final class OnnxBytes {

  private static final long FLOAT = 1;
  private static final long INT64 = 7;
  private static final long BOOL = 9;

  private OnnxBytes() {}

  /** The sigmoid of the mean: quick, and not what its golden answers say. */
  static byte[] mean(int features) {
    return model(features, new Message().message(1, node("Sigmoid", "mean", "probability")));
  }

  /** A loop of 2^62 turns stands before the answer. */
  static byte[] endless(int features) {
    Message body =
        new Message()
            .message(1, node("Identity", "go_in", "go_out"))
            .message(1, node("Identity", "v_in", "v_out"))
            .text(2, "turn")
            .message(11, value("turn", INT64, new Message()))
            .message(11, value("go_in", BOOL, new Message()))
            .message(11, value("v_in", FLOAT, vector()))
            .message(12, value("go_out", BOOL, new Message()))
            .message(12, value("v_out", FLOAT, vector()));
    Message turns =
        new Message()
            .text(1, "turns")
            .text(1, "go")
            .text(1, "mean")
            .text(2, "turned")
            .text(4, "Loop")
            .message(5, new Message().text(1, "body").message(6, body).number(20, 5));
    return model(
        features,
        new Message()
            .message(1, turns)
            .message(1, node("Sigmoid", "turned", "probability"))
            .message(5, new Message().number(2, INT64).number(7, 1L << 62).text(8, "turns"))
            .message(5, new Message().number(2, BOOL).number(5, 1).text(8, "go")));
  }

  /** A gigabyte of zeros is made on the way to the answer. */
  static byte[] large(int features) {
    Message sum =
        new Message()
            .text(1, "zeros")
            .text(2, "nothing")
            .text(4, "ReduceSum")
            .message(5, new Message().text(1, "keepdims").number(3, 0).number(20, 2));
    Message add = new Message().text(1, "mean").text(1, "nothing").text(2, "same").text(4, "Add");
    return model(
        features,
        new Message()
            .message(1, node("ConstantOfShape", "many", "zeros"))
            .message(1, sum)
            .message(1, add)
            .message(1, node("Sigmoid", "same", "probability"))
            .message(
                5,
                new Message().number(1, 1).number(2, INT64).number(7, 1L << 28).text(8, "many")));
  }

  /** What comes after the mean is {@code rest}: nodes and initial values of a graph. */
  private static byte[] model(int features, Message rest) {
    Message axes = new Message().text(1, "axes").number(8, 1).number(20, 7);
    Message keep = new Message().text(1, "keepdims").number(3, 0).number(20, 2);
    Message mean = node("ReduceMean", "features", "mean").message(5, axes).message(5, keep);
    Message batch = new Message().text(2, "batch");
    Message row = new Message().message(1, batch).message(1, new Message().number(1, features));
    Message graph =
        new Message()
            .message(1, mean)
            .all(rest)
            .text(2, "suite")
            .message(11, value("features", FLOAT, row))
            .message(12, value("probability", FLOAT, vector()));
    return new Message()
        .number(1, 8)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 17))
        .bytes();
  }

  private static Message node(String operator, String from, String to) {
    return new Message().text(1, from).text(2, to).text(4, operator);
  }

  private static Message vector() {
    return new Message().message(1, new Message().text(2, "batch"));
  }

  private static Message value(String name, long type, Message shape) {
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** One protobuf message, written field by field. */
  private static final class Message {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return field(field, value.getBytes(UTF_8));
    }

    Message message(int field, Message value) {
      return field(field, value.bytes());
    }

    /** The fields of another message. */
    Message all(Message other) {
      out.writeBytes(other.bytes());
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private Message field(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
        out.write((int) (rest & 0x7F) | 0x80);
      }
      out.write((int) rest);
    }
  }
}
