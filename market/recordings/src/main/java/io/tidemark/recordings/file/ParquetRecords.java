package io.tidemark.recordings.file;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file without nested columns, as lines of cells with commas between. The
 * first record is the names of the columns. An absent value is an empty cell.
 */
final class ParquetRecords implements Records {

  /** For others the library wants the whole of Hadoop. */
  private static final Set<CompressionCodecName> READABLE =
      Set.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.ZSTD);

  private final Path path;
  private final List<ColumnDescriptor> columns;
  private final ParquetReader<String[], String, Integer> reader;
  private @Nullable String ready;
  private long number;

  private ParquetRecords(
      Path path, List<ColumnDescriptor> columns, ParquetReader<String[], String, Integer> reader) {
    this.path = path;
    this.columns = columns;
    this.reader = reader;
  }

  /**
   * Opens the file.
   *
   * @throws UnreadableDataException where it is not whole, or packed in a way that is not read
   */
  static ParquetRecords open(Path path) {
    return reading(
        path,
        () -> {
          try {
            ParquetMetadata metadata = ParquetReader.readMetadata(path.toFile());
            requireReadable(path, metadata);
            List<ColumnDescriptor> columns = metadata.getFileMetaData().getSchema().getColumns();
            return new ParquetRecords(
                path,
                columns,
                ParquetReader.spliterator(
                    path.toFile(), new Cells(columns), name -> place(columns, name)));
          } catch (IOException e) {
            throw unreadable(path, e);
          }
        });
  }

  private static void requireReadable(Path path, ParquetMetadata metadata) {
    for (BlockMetaData block : metadata.getBlocks()) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        if (!READABLE.contains(column.getCodec())) {
          throw new UnreadableDataException(
              path
                  + " is Parquet that is packed by "
                  + column.getCodec()
                  + ": write it with snappy or zstd, or as CSV.");
        }
      }
    }
  }

  private static int place(List<ColumnDescriptor> columns, String[] name) {
    for (int i = 0; i < columns.size(); i++) {
      if (Arrays.equals(columns.get(i).getPath(), name)) {
        return i;
      }
    }
    throw new IllegalStateException("the schema has no column " + String.join(".", name));
  }

  @Override
  public @Nullable String next() {
    if (number == 0) {
      number = 1;
      return String.join(
          ",", columns.stream().map(each -> String.join(".", each.getPath())).toList());
    }
    ready = null;
    reading(path, () -> reader.tryAdvance(row -> ready = row));
    number += ready == null ? 0 : 1;
    return ready;
  }

  /** The library tells faults of a file by exceptions of many kinds, and a missing codec too. */
  private static <T> T reading(Path path, Supplier<T> step) {
    try {
      return step.get();
    } catch (UnreadableDataException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw unreadable(path, e);
    }
  }

  private static UnreadableDataException unreadable(Path path, Throwable why) {
    return new UnreadableDataException(
        path
            + " cannot be read as Parquet ("
            + why
            + "): check that it is whole, or write it as CSV.",
        why);
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UnreadableDataException(path + " cannot be closed: " + e, e);
    }
  }

  /** Puts the values of a row in their places. */
  private static final class Cells implements Hydrator<String[], String, Integer> {

    private final boolean[] areDays;

    Cells(List<ColumnDescriptor> columns) {
      areDays = new boolean[columns.size()];
      for (int i = 0; i < areDays.length; i++) {
        areDays[i] =
            columns.get(i).getPrimitiveType().getLogicalTypeAnnotation()
                instanceof DateLogicalTypeAnnotation;
      }
    }

    @Override
    public String[] start() {
      String[] cells = new String[areDays.length];
      Arrays.fill(cells, "");
      return cells;
    }

    @Override
    public String[] add(String[] cells, Integer place, @Nullable Object value) {
      if (value != null) {
        cells[place] = areDays[place] ? day((Integer) value) : cell(value.toString());
      }
      return cells;
    }

    @Override
    public String finish(String[] cells) {
      return String.join(",", cells);
    }

    private static String day(int days) {
      return LocalDate.ofEpochDay(days).toString();
    }

    private static String cell(String text) {
      boolean isPlain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
      return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
  }
}
