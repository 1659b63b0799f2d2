package io.tidemark.flink.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.EventKind;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import io.tidemark.wire.AlertPhase;
import io.tidemark.wire.ExchangeBook;
import io.tidemark.wire.ExchangeTrade;
import io.tidemark.wire.FactKind;
import io.tidemark.wire.MarketEvent;
import io.tidemark.wire.RiskAlert;
import io.tidemark.wire.TakerSide;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a value or a reason, never an exception, never a gigabyte. */
class PoisonTest {

  private static final String TRADES = Topic.TRADES.topicName();
  private static final Trade TRADE =
      new Trade("BTC-USDT@binance", 10, 20, "7", 64_000.5, 0.25, Side.BUY);

  private final RawEncoder encoder = new RawEncoder();
  private final RawDecoder decoder = new RawDecoder();
  private final byte[] valid = encoder.encode(TRADE);

  @Test
  void twentyThousandMutationsGiveAFactOrAReason() {
    Random random = new Random(20_000);
    RandomFacts generated = new RandomFacts(20_000);
    EventKind[] kinds = EventKind.values();
    LogFormat log = new LogFormat();
    int facts = 0;
    int reasons = 0;
    for (int i = 0; i < 20_000; i++) {
      EventKind kind = kinds[i % kinds.length];
      boolean raw = random.nextBoolean();
      Parsed<?> parsed;
      if (raw) {
        byte[] bytes = mutated(encoder.encode(generated.fact(kind)), random);
        parsed = decoder.decode(Topic.carrying(kind).topicName(), bytes, 0);
      } else {
        parsed = log.decode(mutated(log.encode(generated.logEvent(kind)), random), 0, 0);
      }
      if (parsed instanceof Parsed.Rejected<?> rejected) {
        assertThat(rejected.detail()).isNotBlank();
        reasons++;
      } else {
        facts++;
      }
      assertThat(trades(valid)).isEqualTo(Parsed.valid(TRADE));
    }
    assertThat(facts).as("mutations that a fact survives").isGreaterThan(1_000);
    assertThat(reasons).as("mutations that are refused").isGreaterThan(1_000);
  }

  @Test
  void mutatedOutputsGiveAValueOrAReason() {
    RandomRecords records = new RandomRecords(4);
    for (OutputTopic<?> output : Topic.OUTPUTS) {
      assertSurvives(output, records);
    }
  }

  @Test
  void everyTruncationIsUndecodable() {
    for (int length = 0; length < valid.length; length++) {
      assertRejected(trades(Arrays.copyOf(valid, length)), RejectReason.UNDECODABLE);
    }
  }

  @Test
  void whatFollowsTheRecordIsNotOverlooked() {
    assertRejected(trades(Arrays.copyOf(valid, valid.length + 1)), RejectReason.UNDECODABLE);
  }

  @Test
  void textIsUndecodable() {
    assertRejected(
        trades("{\"price\": 64000.5, \"quantity\": 0.25}".getBytes(StandardCharsets.UTF_8)),
        RejectReason.UNDECODABLE);
  }

  @Test
  void aRecordWithoutAValueIsEmpty() {
    assertRejected(trades(null), RejectReason.EMPTY);
    assertRejected(new LogFormat().decode(null, 0, 0), RejectReason.EMPTY);
    assertRejected(Topic.SIGNALS.format().decode(null), RejectReason.EMPTY);
  }

  @Test
  void aFingerprintNobodyReleasedIsAnUnknownSchema() {
    byte[] other = valid.clone();
    other[5]++;
    assertRejected(trades(other), RejectReason.UNKNOWN_SCHEMA);
  }

  @Test
  void aRecordOfAnotherTopicIsAnUnknownSchema() {
    assertRejected(
        decoder.decode(Topic.CANDLES.topicName(), valid, 0), RejectReason.UNKNOWN_SCHEMA);
  }

  @Test
  void aFingerprintIsNamedAsTheReferenceOfTheTopicsPrintsIt() throws IOException {
    Path page = Path.of(System.getProperty("tidemark.root"), "docs", "reference", "topics.md");
    Matcher row =
        Pattern.compile(
                "## exchange\\.trades\\.v1\n.*?\\| 1 \\| `([0-9a-f]{16})` \\|", Pattern.DOTALL)
            .matcher(Files.readString(page));
    assertThat(row.find()).isTrue();
    assertThat(decoder.decode(Topic.CANDLES.topicName(), valid, 0))
        .isEqualTo(
            Parsed.rejected(
                RejectReason.UNKNOWN_SCHEMA,
                "no released schema of ExchangeCandle has the fingerprint " + row.group(1)));
  }

  @Test
  void aTextThatClaimsTwoGigabytesIsRefusedBeforeAnythingIsAllocated() {
    byte[] header = Arrays.copyOf(valid, 10);
    for (long claim : new long[] {Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 1L << 40, -1}) {
      assertRejected(trades(joined(header, varint(claim))), RejectReason.UNDECODABLE);
    }
  }

  @Test
  void anArrayThatClaimsBillionsOfItemsIsRefusedBeforeAnythingIsAllocated() {
    byte[] empty = new SingleObject<>(ExchangeBook.class).encode(emptyBook());
    byte[] untilArrays = Arrays.copyOf(empty, empty.length - 4);
    for (long claim : new long[] {Integer.MAX_VALUE - 8, 1L << 40, Long.MIN_VALUE}) {
      assertRejected(
          decoder.decode(Topic.BOOK.topicName(), joined(untilArrays, varint(claim)), 0),
          RejectReason.UNDECODABLE);
    }
  }

  @Test
  void aValueTooLongForTheLogIsRefused() {
    Trade chatty =
        new Trade(TRADE.instrument(), 1, 1, "x".repeat(RawDecoder.MAX_BYTES), 1, 1, Side.BUY);
    assertRejected(trades(encoder.encode(chatty)), RejectReason.UNDECODABLE);
  }

  @Test
  void aWellFormedRecordIsStillValidatedAsAFact() {
    Trade free = new Trade(TRADE.instrument(), 1, 1, "", 0, 1, Side.BUY);
    Trade nan = new Trade(TRADE.instrument(), 1, 1, "", Double.NaN, 1, Side.BUY);
    assertRejected(trades(encoder.encode(free)), RejectReason.NON_POSITIVE);
    assertRejected(trades(encoder.encode(nan)), RejectReason.NOT_A_NUMBER);
  }

  @Test
  void whereTheRecordDoesNotSayWhenItWasReceivedKafkasTimeCounts() {
    ExchangeTrade wire = new ExchangeTrade();
    wire.setInstrument(TRADE.instrument());
    wire.setTradeId("");
    wire.setEventTime(Instant.EPOCH);
    wire.setPrice(1);
    wire.setQuantity(2);
    wire.setTakerSide(TakerSide.UNKNOWN);
    byte[] bytes = new SingleObject<>(ExchangeTrade.class).encode(wire);

    assertThat(decoder.decode(TRADES, bytes, 77))
        .isEqualTo(Parsed.valid(new Trade(TRADE.instrument(), 0, 77, "", 1, 2, Side.UNKNOWN)));
  }

  @Test
  void anEventWhoseKindIsNotItsFactsIsInconsistent() {
    LogEvent event = new LogEvent(TRADE.instrument(), 20, new Origin("t", 0, 0), 0, 0, TRADE);
    SingleObject<MarketEvent> format = new SingleObject<>(MarketEvent.class);
    LogFormat log = new LogFormat();
    Parsed<MarketEvent> wire = format.decode(log.encode(event));
    assertThat(wire).isInstanceOf(Parsed.Valid.class);
    MarketEvent changed = ((Parsed.Valid<MarketEvent>) wire).value();
    changed.setKind(FactKind.BOOK);

    assertRejected(log.decode(format.encode(changed), 0, 0), RejectReason.INCONSISTENT);
  }

  @Test
  void aSymbolOfALaterVersionIsAnUnknownSchemaNotAGuess() {
    RiskAlert wire = WireOutputs.wire(new RandomRecords(5).of(Topic.RISK_ALERTS));
    wire.setPhase(AlertPhase.UNKNOWN);
    byte[] bytes = new SingleObject<>(RiskAlert.class).encode(wire);

    assertRejected(Topic.RISK_ALERTS.format().decode(bytes), RejectReason.UNKNOWN_SCHEMA);
  }

  @Test
  void avrosOwnReaderAndWriterAgreeWithOurs() throws IOException {
    SpecificData model = SpecificData.getForClass(ExchangeTrade.class);
    ExchangeTrade theirs =
        new BinaryMessageDecoder<ExchangeTrade>(model, ExchangeTrade.getClassSchema())
            .decode(valid);
    byte[] written =
        new BinaryMessageEncoder<ExchangeTrade>(model, Topic.schema(Topic.TRADES))
            .encode(theirs)
            .array();

    assertThat(theirs.getPrice()).isEqualTo(TRADE.price());
    assertThat(trades(written)).isEqualTo(Parsed.valid(TRADE));
  }

  private Parsed<Fact> trades(byte @Nullable [] value) {
    return decoder.decode(TRADES, value, 0);
  }

  private static void assertRejected(Parsed<?> parsed, RejectReason reason) {
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    assertThat(((Parsed.Rejected<?>) parsed).reason()).isEqualTo(reason);
  }

  private static <T> void assertSurvives(OutputTopic<T> output, RandomRecords records) {
    OutputFormat<T> format = output.format();
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = mutated(format.encode(records.of(output)), random);
      assertThat(format.decode(bytes)).isNotNull();
    }
  }

  /** Flips, overwrites, cuts, inserts; mostly behind the header, where it hurts. */
  static byte[] mutated(byte[] bytes, Random random) {
    byte[] mutated = bytes.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = random.nextInt(10) == 0 ? 0 : Math.min(10, mutated.length - 1);
      int at = from + random.nextInt(mutated.length - from);
      switch (random.nextInt(5)) {
        case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[at] = (byte) random.nextInt(256);
        case 2 -> mutated = Arrays.copyOf(mutated, Math.max(1, at));
        case 3 -> mutated = joined(mutated, new byte[] {(byte) random.nextInt(256)});
        default -> Arrays.fill(mutated, at, Math.min(mutated.length, at + 5), (byte) 0xFF);
      }
    }
    return mutated;
  }

  private static ExchangeBook emptyBook() {
    ExchangeBook book = new ExchangeBook();
    book.setInstrument(TRADE.instrument());
    book.setEventTime(Instant.EPOCH);
    book.setBidPrices(List.of());
    book.setBidSizes(List.of());
    book.setAskPrices(List.of());
    book.setAskSizes(List.of());
    return book;
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7FL) != 0) {
      out.write((int) ((zigzag & 0x7F) | 0x80));
      zigzag >>>= 7;
    }
    out.write((int) zigzag);
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
