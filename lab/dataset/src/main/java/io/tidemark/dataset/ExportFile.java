package io.tidemark.dataset;

import io.tidemark.core.score.RunRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * One instrument's rows as Parquet. The same rows give the same bytes. Holds at most one group of
 * rows in memory, about {@value #GROUP_BYTES} bytes.
 */
final class ExportFile implements Consumer<LabelledRow>, AutoCloseable {

  private static final int GROUP_BYTES = 8 << 20;
  private static final int PAGE_BYTES = 256 << 10;

  private final ParquetWriter<LabelledRow> writer;

  /**
   * Creates the file, which must not be there; it says of {@code runs} what it holds at the end.
   */
  ExportFile(Path path, ExportPlan plan, String instrument, RunRecords runs) throws IOException {
    this.writer =
        new Builder(path, new RowShape(plan, instrument, runs))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize((long) GROUP_BYTES)
            .withPageSize(PAGE_BYTES)
            .withDictionaryEncoding(false)
            .withDictionaryEncoding(RowShape.INSTRUMENT, true)
            .withDictionaryEncoding(RowShape.HASH, true)
            .withByteStreamSplitEncoding(true)
            .build();
  }

  @Override
  public void accept(LabelledRow row) {
    try {
      writer.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file is whole only after this. */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<LabelledRow, Builder> {

    private final RowShape shape;

    Builder(Path path, RowShape shape) {
      super(new LocalOutputFile(path));
      this.shape = shape;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // it must be there
    protected WriteSupport<LabelledRow> getWriteSupport(Configuration configuration) {
      return shape;
    }

    @Override
    protected WriteSupport<LabelledRow> getWriteSupport(ParquetConfiguration configuration) {
      return shape;
    }
  }
}
