package io.tidemark.udf.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Makes a row of the declared columns of a record; columns are found by name, in any order. */
final class RecordReader implements ValueReader {

  /** Where a column's value comes from. */
  private record Source(WireTypes.Column column, ValueReader reader) {}

  private final Source[] sources;

  private RecordReader(List<Source> sources) {
    this.sources = sources.toArray(Source[]::new);
  }

  /**
   * @param record the schema that values are read as
   * @throws ValidationException with every column that is not in the record or has another type
   */
  static RecordReader of(Schema record, RowType declared) {
    List<String> problems = new ArrayList<>();
    RecordReader reader = of(record, declared, "", problems);
    if (!problems.isEmpty()) {
      throw new ValidationException(
          "the columns do not fit the record "
              + record.getName()
              + ": "
              + String.join("; ", problems));
    }
    return reader;
  }

  /** As {@link #of(Schema, RowType)}, within the column {@code path}. */
  static RecordReader of(Schema record, RowType declared, String path, List<String> problems) {
    List<WireTypes.Column> known = WireTypes.columns(record);
    List<Source> sources = new ArrayList<>();
    for (RowType.RowField field : declared.getFields()) {
      String name = path + field.getName();
      Optional<WireTypes.Column> column =
          known.stream().filter(c -> c.name().equals(field.getName())).findFirst();
      if (column.isEmpty()) {
        problems.add("there is no " + name + ", there are " + WireTypes.names(known));
        continue;
      }
      LogicalType type = field.getType();
      if (column.get().nullable() && !type.isNullable()) {
        problems.add(name + " may be missing, so it cannot be NOT NULL");
      }
      sources.add(
          new Source(column.get(), ValueReader.of(column.get().schema(), type, name, problems)));
    }
    return new RecordReader(sources);
  }

  @Override
  public GenericRowData read(Object value) {
    IndexedRecord record = (IndexedRecord) value;
    GenericRowData row = new GenericRowData(sources.length);
    for (int i = 0; i < sources.length; i++) {
      row.setField(i, read(record, sources[i]));
    }
    return row;
  }

  private static @Nullable Object read(IndexedRecord record, Source source) {
    Object value = record.get(source.column().field());
    String branch = source.column().branch();
    if (value == null
        || (branch != null && !branch.equals(((IndexedRecord) value).getSchema().getFullName()))) {
      return null;
    }
    return source.reader().read(value);
  }
}
