package io.tidemark.udf.format;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Makes of one of Avro's values, never null, what it is within Flink's rows. */
interface ValueReader {

  /** The value in Flink's internal form. */
  Object read(Object value);

  /** For values of this schema in a column of this type; a type that does not fit is a problem. */
  static ValueReader of(Schema schema, LogicalType declared, String name, List<String> problems) {
    if (schema.getType() == Schema.Type.RECORD && declared instanceof RowType row) {
      return RecordReader.of(schema, row, name + ".", problems);
    }
    if (schema.getType() == Schema.Type.ARRAY && declared instanceof ArrayType array) {
      Schema element = schema.getElementType();
      return list(of(element, array.getElementType(), name + "[]", problems), element);
    }
    LogicalType wanted = WireTypes.of(schema, declared.isNullable());
    if (!wanted.equals(declared)) {
      problems.add(
          name
              + " is declared "
              + declared.asSerializableString()
              + ", the record has "
              + wanted.asSerializableString());
    }
    return switch (schema.getType()) {
      case STRING, ENUM -> value -> StringData.fromString(value.toString());
      case LONG -> WireTypes.isTime(schema) ? value -> time((Long) value) : value -> value;
      case BYTES -> value -> bytes((ByteBuffer) value);
      default -> value -> value;
    };
  }

  private static ValueReader list(ValueReader reader, Schema element) {
    return value -> {
      List<?> list = (List<?>) value;
      Object[] elements = array(element, list.size());
      for (int i = 0; i < elements.length; i++) {
        elements[i] = reader.read(list.get(i));
      }
      return new GenericArrayData(elements);
    };
  }

  /** Flink asks arrays of numbers that cannot be NULL for their boxed class. */
  private static Object[] array(Schema element, int size) {
    return switch (element.getType()) {
      case BOOLEAN -> new Boolean[size];
      case INT -> new Integer[size];
      case LONG -> WireTypes.isTime(element) ? new Object[size] : new Long[size];
      case FLOAT -> new Float[size];
      case DOUBLE -> new Double[size];
      default -> new Object[size];
    };
  }

  private static TimestampData time(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1_000), (int) Math.floorMod(micros, 1_000L) * 1_000);
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }
}
