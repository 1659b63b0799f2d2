package io.tidemark.udf.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/**
 * How the wire's types are called in SQL. A field that is one of several records becomes one column
 * per record, under its name in snake case; all but one of them are NULL.
 */
final class WireTypes {

  private static final int MICROS = 6;

  /**
   * One column that a record can fill.
   *
   * @param name as SQL says it
   * @param field its field's position in the record
   * @param branch full name of the one record it is for; null where the field is no union of them
   * @param schema of what is in it, without null
   * @param nullable whether it may be NULL
   */
  record Column(String name, int field, @Nullable String branch, Schema schema, boolean nullable) {}

  private WireTypes() {}

  /** All columns of a record, in the order of its fields. */
  static List<Column> columns(Schema record) {
    List<Column> columns = new ArrayList<>();
    for (Schema.Field field : record.getFields()) {
      List<Schema> branches = present(field.schema());
      if (branches.size() == 1) {
        boolean nullable = field.schema().isNullable();
        columns.add(new Column(field.name(), field.pos(), null, branches.get(0), nullable));
      } else {
        for (Schema branch : branches) {
          columns.add(
              new Column(snake(branch.getName()), field.pos(), branch.getFullName(), branch, true));
        }
      }
    }
    return columns;
  }

  /**
   * SQL's type of values of this schema, which is no union; what is within says its own nullity.
   */
  static LogicalType of(Schema schema, boolean nullable) {
    return switch (schema.getType()) {
      case STRING, ENUM -> new VarCharType(nullable, VarCharType.MAX_LENGTH);
      case BYTES -> new VarBinaryType(nullable, VarBinaryType.MAX_LENGTH);
      case BOOLEAN -> new BooleanType(nullable);
      case INT -> new IntType(nullable);
      case LONG ->
          isTime(schema) ? new LocalZonedTimestampType(nullable, MICROS) : new BigIntType(nullable);
      case FLOAT -> new FloatType(nullable);
      case DOUBLE -> new DoubleType(nullable);
      case ARRAY -> new ArrayType(nullable, of(schema.getElementType(), false));
      case RECORD ->
          new RowType(
              nullable,
              columns(schema).stream()
                  .map(c -> new RowType.RowField(c.name(), of(c.schema(), c.nullable())))
                  .toList());
      default -> throw new IllegalArgumentException("no SQL type is chosen for " + schema);
    };
  }

  /** Whether it counts microseconds since the epoch. */
  static boolean isTime(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros;
  }

  /** The names, for people. */
  static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static List<Schema> present(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream().filter(t -> t.getType() != Schema.Type.NULL).toList()
        : List.of(schema);
  }

  private static String snake(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
