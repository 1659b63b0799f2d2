package io.tidemark.udf.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.wire.AlertPhase;
import io.tidemark.wire.ClockTick;
import io.tidemark.wire.DeadLetter;
import io.tidemark.wire.DriftAlert;
import io.tidemark.wire.DriftEvidence;
import io.tidemark.wire.DriftStatus;
import io.tidemark.wire.ExchangeBook;
import io.tidemark.wire.ExchangeCandle;
import io.tidemark.wire.FactKind;
import io.tidemark.wire.MarketEvent;
import io.tidemark.wire.Origin;
import io.tidemark.wire.RejectReason;
import io.tidemark.wire.RiskAlert;
import io.tidemark.wire.RiskRule;
import io.tidemark.wire.schema.ReleasedSchemas;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values as the jobs write them, read as rows of all their columns. */
class WireDeserializerTest {

  private static final Instant TIME = Instant.ofEpochSecond(1_736_121_600, 123_456_000);

  private final SimpleCounter ignored = new SimpleCounter();

  @Test
  void everyKindOfFieldArrivesUnchanged() throws Exception {
    RiskAlert alert =
        new RiskAlert(
            "id",
            AlertPhase.OPENED,
            "BTC-USDT@sim",
            RiskRule.FEED_SILENCE,
            -0.0,
            null,
            TIME,
            Instant.ofEpochSecond(-1, 999_999_000),
            Long.MAX_VALUE,
            "naïve ✓");
    RowData row = read("RiskAlert", bytes(alert));
    assertThat(row.getString(1)).hasToString("OPENED");
    assertThat(row.getDouble(4)).isEqualTo(-0.0);
    assertThat(row.isNullAt(5)).isTrue();
    assertThat(row.getTimestamp(6, 6))
        .isEqualTo(TimestampData.fromEpochMillis(1_736_121_600_123L, 456_000));
    assertThat(row.getTimestamp(7, 6)).isEqualTo(TimestampData.fromEpochMillis(-1, 999_000));
    assertThat(row.getLong(8)).isEqualTo(Long.MAX_VALUE);
    assertThat(row.getString(9)).hasToString("naïve ✓");
  }

  @Test
  void arraysBytesAndRecordsArriveUnchanged() throws Exception {
    List<Double> sizes = List.of(0.5, 2.0);
    ExchangeBook book =
        new ExchangeBook("BTC-USDT@sim", TIME, null, List.of(9.0, 8.0), sizes, List.of(), sizes);
    ArrayData read = read("ExchangeBook", bytes(book)).getArray(4);
    assertThat(read.toDoubleArray()).containsExactly(0.5, 2.0);

    byte[] payload = {1, 0, -1};
    DeadLetter letter =
        new DeadLetter(
            RejectReason.EMPTY,
            "",
            new Origin("t", 3, 7L, "id"),
            TIME,
            ByteBuffer.wrap(payload),
            3,
            "");
    RowData row = read("DeadLetter", bytes(letter));
    assertThat(row.getBinary(4)).isEqualTo(payload);
    assertThat(row.getRow(2, 4).getLong(2)).isEqualTo(7);
    assertThat(row.getRow(2, 4).getString(3)).hasToString("id");
  }

  @Test
  void theEvidenceOfAnAlertIsARowOfItsOwnOrNull() throws Exception {
    DriftEvidence evidence =
        new DriftEvidence(
            TIME, TIME, "ab", 3, 1e4, 0.5, 1.0, 0.4, 7.0, 0.2, 0.6, TIME, List.of(1.0), List.of());
    RowData row = read("DriftAlert", bytes(alert(evidence))).getRow(15, 14);
    assertThat(row.getString(2)).hasToString("ab");
    assertThat(row.getDouble(4)).isEqualTo(1e4);
    assertThat(row.getTimestamp(11, 6))
        .isEqualTo(TimestampData.fromEpochMillis(1_736_121_600_123L, 456_000));
    assertThat(row.getArray(12).toDoubleArray()).containsExactly(1.0);
    assertThat(row.getArray(13).size()).isZero();

    assertThat(read("DriftAlert", bytes(alert(null))).isNullAt(15)).isTrue();
  }

  @Test
  void aFactFillsTheOneColumnOfItsKind() throws Exception {
    ExchangeCandle candle =
        new ExchangeCandle("BTC-USDT@sim", TIME, 60_000_000L, TIME, 1.0, 4.0, 0.5, 2.0, 7.0);
    RowData row = read("MarketEvent", bytes(event(FactKind.CANDLE, candle)));
    assertThat(row.getRow(6, 9).getDouble(7)).isEqualTo(2.0);
    assertThat(present(row))
        .containsExactly(false, true, false, false, false, false, false, false, false);

    row = read("MarketEvent", bytes(event(FactKind.TICK, new ClockTick("BTC-USDT@sim", TIME))));
    assertThat(present(row))
        .containsExactly(false, false, false, false, false, false, false, true, false);
  }

  @Test
  void whateverCannotBeReadFailsWithWordsOrIsCounted() throws Exception {
    byte[] good = bytes(event(FactKind.TICK, new ClockTick("BTC-USDT@sim", TIME)));
    byte[] unknown = good.clone();
    unknown[5] ^= 1;
    String fingerprint = HexFormat.of().formatHex(unknown, 2, 10); // as the topics' reference does
    assertRefused(unknown, "no released schema has the fingerprint " + fingerprint);
    assertRefused(Arrays.copyOf(good, good.length + 1), "1 bytes follow it");
    assertRefused(new byte[] {'{', '}'}, "do not begin with C3 01");
    assertRefused(null, "the record has no value");
    assertRefused(Arrays.copyOf(good, good.length - 1), "this is no MarketEvent");
    Random random = new Random(1);
    WireDeserializer lenient = open("MarketEvent", true);
    long before = ignored.getCount();
    for (int i = 0; i < 2_000; i++) {
      byte[] garbage = new byte[10 + random.nextInt(60)];
      random.nextBytes(garbage);
      System.arraycopy(good, 0, garbage, 0, 10);
      RowData row = lenient.deserialize(garbage);
      before += row == null ? 1 : 0;
    }
    assertThat(ignored.getCount()).isEqualTo(before);
    assertThat(lenient.deserialize(good)).isNotNull();
  }

  private static DriftAlert alert(@Nullable DriftEvidence evidence) {
    return new DriftAlert(
        "id",
        AlertPhase.OPENED,
        "BTC-USDT@sim",
        DriftStatus.WARN,
        "f",
        0.3,
        0.2,
        50,
        500,
        TIME,
        TIME,
        0L,
        "m",
        "1",
        "",
        evidence);
  }

  private void assertRefused(byte @Nullable [] value, String words) throws Exception {
    assertThatThrownBy(() -> read("MarketEvent", value))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("tidemark-avro.ignore-parse-errors");
    long before = ignored.getCount();
    assertThat(open("MarketEvent", true).deserialize(value)).isNull();
    assertThat(ignored.getCount()).isEqualTo(before + 1);
  }

  private RowData read(String record, byte @Nullable [] value) throws Exception {
    RowData row = open(record, false).deserialize(value);
    assertThat(row).isNotNull();
    return row;
  }

  private WireDeserializer open(String record, boolean ignoreParseErrors) {
    List<Schema> released = ReleasedSchemas.of(record);
    RowType columns = (RowType) WireTypes.of(released.get(released.size() - 1), false);
    WireDeserializer format =
        new WireDeserializer(record, columns, InternalTypeInfo.of(columns), ignoreParseErrors);
    format.open(
        new DeserializationSchema.InitializationContext() {
          @Override
          public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup() {
              @Override
              public Counter counter(String name) {
                assertThat(name).isEqualTo("ignoredRecords");
                return ignored;
              }
            };
          }

          @Override
          public UserCodeClassLoader getUserCodeClassLoader() {
            return SimpleUserCodeClassLoader.create(getClass().getClassLoader());
          }
        });
    return format;
  }

  private static MarketEvent event(FactKind kind, SpecificRecord fact) {
    return new MarketEvent(
        "BTC-USDT@sim", kind, TIME, TIME, new Origin("t", 0, 1L, ""), fact, null);
  }

  /** Which of the columns after instrument, kind, two times and origin are filled. */
  private static List<Boolean> present(RowData row) {
    Boolean[] present = new Boolean[row.getArity() - 5];
    Arrays.setAll(present, i -> !row.isNullAt(5 + i));
    return List.of(present);
  }

  private static byte[] bytes(SpecificRecord record) throws IOException {
    ByteBuffer encoded =
        new BinaryMessageEncoder<SpecificRecord>(
                SpecificData.getForClass(record.getClass()), record.getSchema())
            .encode(record);
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }
}
