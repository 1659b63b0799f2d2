package io.tidemark.collector.venue;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a kind of protobuf message by which its bytes become JSON, as protobuf itself
 * writes it: 64-bit numbers are text. What has no field here, or is of another type, is left out.
 */
final class WireForm {

  /** What a field holds. */
  private enum Kind {
    TEXT(WireFormat.WIRETYPE_LENGTH_DELIMITED),
    NUMBER(WireFormat.WIRETYPE_VARINT),
    LONG_NUMBER(WireFormat.WIRETYPE_VARINT),
    MESSAGE(WireFormat.WIRETYPE_LENGTH_DELIMITED),
    MESSAGES(WireFormat.WIRETYPE_LENGTH_DELIMITED);

    private final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }
  }

  private record Field(String name, Kind kind, @Nullable WireForm form) {}

  private final Map<Integer, Field> fields = new HashMap<>();

  WireForm text(int number, String name) {
    return with(number, new Field(name, Kind.TEXT, null));
  }

  /** An int32. */
  WireForm number(int number, String name) {
    return with(number, new Field(name, Kind.NUMBER, null));
  }

  /** An int64. */
  WireForm longNumber(int number, String name) {
    return with(number, new Field(name, Kind.LONG_NUMBER, null));
  }

  WireForm message(int number, String name, WireForm form) {
    return with(number, new Field(name, Kind.MESSAGE, form));
  }

  /** A repeated field. */
  WireForm messages(int number, String name, WireForm form) {
    return with(number, new Field(name, Kind.MESSAGES, form));
  }

  private WireForm with(int number, Field field) {
    fields.put(number, field);
    return this;
  }

  /**
   * The message as a JSON object.
   *
   * @throws IOException if the bytes are no protobuf message
   */
  String json(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Field field = fields.get(WireFormat.getTagFieldNumber(tag));
      if (field == null || field.kind.wireType != WireFormat.getTagWireType(tag)) {
        in.skipField(tag);
      } else if (field.kind == Kind.MESSAGES) {
        lists.computeIfAbsent(field.name, any -> new ArrayList<>()).add(value(field, in));
      } else {
        values.put(field.name, value(field, in));
      }
    }
    lists.forEach((name, rows) -> values.put(name, "[" + String.join(",", rows) + "]"));
    List<String> members = new ArrayList<>();
    values.forEach((name, value) -> members.add("\"" + name + "\":" + value));
    return "{" + String.join(",", members) + "}";
  }

  private static String value(Field field, CodedInputStream in) throws IOException {
    WireForm form = field.form;
    if (form != null) {
      return form.json(in.readByteArray());
    }
    return switch (field.kind) {
      case NUMBER -> Integer.toString(in.readInt32());
      case LONG_NUMBER -> "\"" + in.readInt64() + "\"";
      default -> quoted(in.readStringRequireUtf8());
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each < ' ') {
        quoted.append("\\u%04x".formatted((int) each));
      } else {
        quoted.append(each == '"' || each == '\\' ? "\\" : "").append(each);
      }
    }
    return quoted.append('"').toString();
  }
}
