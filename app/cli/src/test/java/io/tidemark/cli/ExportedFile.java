package io.tidemark.cli;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.Type;

/**
 * One instrument's export, read back.
 *
 * @param columns name and type, such as {@code optional float rsi(14)}, in order
 * @param about the file's own description
 * @param rows by column
 */
record ExportedFile(
    List<String> columns, Map<String, String> about, List<Map<String, Object>> rows) {

  static ExportedFile read(Path path) throws IOException {
    FileMetaData meta = ParquetReader.readMetadata(path.toFile()).getFileMetaData();
    try (Stream<Map<String, Object>> rows =
        ParquetReader.streamContent(path.toFile(), new ByName())) {
      return new ExportedFile(
          meta.getSchema().getFields().stream().map(Type::toString).toList(),
          meta.getKeyValueMetaData(),
          rows.toList());
    }
  }

  /** One column's values. */
  <T> List<T> column(String name, Class<T> type) {
    List<T> values = new ArrayList<>();
    rows.forEach(row -> values.add(type.cast(row.get(name))));
    return values;
  }

  private static final class ByName
      implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {

    @Override
    public Map<String, Object> start() {
      return new LinkedHashMap<>();
    }

    @Override
    public Map<String, Object> add(Map<String, Object> row, String[] path, Object value) {
      row.put(String.join(".", path), value);
      return row;
    }

    @Override
    public Map<String, Object> finish(Map<String, Object> row) {
      return row;
    }
  }
}
