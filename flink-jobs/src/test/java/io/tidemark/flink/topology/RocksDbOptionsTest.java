package io.tidemark.flink.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.testbed.TestConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches RocksDB itself, by the file of options that it writes beside its data. */
class RocksDbOptionsTest {

  private static final String STATE = "structs";

  @TempDir Path directory;

  @Test
  void theDatabaseOfAJobHasTheOptionsThatItsSettingsAskFor() throws Exception {
    Path database = Files.createDirectory(directory.resolve("rocksdb"));
    Path copy = directory.resolve("OPTIONS");
    Configuration settings = JobEnvironment.settings(TestConfig.sequence());
    settings.set(RocksDBOptions.LOCAL_DIRECTORIES, database.toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    env.fromSequence(1, 3)
        .uid("numbers")
        .keyBy(number -> "key", Types.STRING)
        .process(new CopyOptions(database.toString(), copy.toString()))
        .uid("copy")
        .sinkTo(new DiscardingSink<>())
        .uid("end");
    env.execute();

    String options = Files.readString(copy);
    assertThat(section(options, "CFOptions")).contains("compression_per_level=kLZ4Compression\n");
    assertThat(section(options, "TableOptions/BlockBasedTable"))
        .contains("index_type=kTwoLevelIndexSearch\n", "partition_filters=true\n")
        .containsPattern("filter_policy=\\{?.*bloomfilter");
  }

  /** What the file says of the column family of the job's state. */
  private static String section(String options, String name) {
    String begin = "[" + name + " \"" + STATE + "\"]";
    int from = options.indexOf(begin);
    assertThat(from).as(begin).isNotNegative();
    int to = options.indexOf("\n[", from);
    return options.substring(from, to < 0 ? options.length() : to + 1);
  }

  /** Has state, and copies RocksDB's newest file of options while the database is open. */
  private static final class CopyOptions extends KeyedProcessFunction<String, Long, Long> {

    private static final long serialVersionUID = 1;

    private final String database;
    private final String copy;
    private transient ValueState<Long> state;

    @SuppressWarnings("NullAway.Init") // the transient part is made in open
    CopyOptions(String database, String copy) {
      this.database = database;
      this.copy = copy;
    }

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>(STATE, Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out)
        throws IOException {
      state.update(number);
      try (Stream<Path> files = Files.walk(Path.of(database))) {
        Path newest =
            files
                .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
                .max(Comparator.comparing(Path::getFileName))
                .orElseThrow();
        Files.writeString(Path.of(copy), Files.readString(newest));
      }
    }
  }
}
