import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes trades to exchange.trades.v1, all of a file with each run. Needs kafka-clients and avro.
 *
 * <pre>java -cp 'app/cli/target/lib/*' TradeProducer.java SERVERS SCHEMA FILE</pre>
 *
 * SCHEMA is avro/src/main/resources/schemas/ExchangeTrade/v1.avsc. A line of FILE is a trade:
 * {@code instrument,id,time,price,quantity,side}, with the exchange's time in microseconds since
 * the epoch and BUY, SELL or UNKNOWN for the side of the taker. Empty lines are skipped.
 */
public final class TradeProducer {

  private static final String TOPIC = "exchange.trades.v1";

  private final Schema schema;
  private final BinaryMessageEncoder<GenericRecord> encoder;

  private TradeProducer(Schema schema) {
    this.schema = schema;
    // C3 01, the schema's fingerprint, the record
    this.encoder = new BinaryMessageEncoder<>(GenericData.get(), schema);
  }

  public static void main(String[] args) throws IOException {
    Schema schema = new Schema.Parser().parse(Files.readString(Path.of(args[1])));
    TradeProducer producer = new TradeProducer(schema);
    // read before anything is written: a line that is no trade ends the program
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[2]))) {
      if (!line.isBlank()) {
        records.add(producer.read(line.strip()));
      }
    }
    write(args[0], records);
    System.out.println(records.size() + " trades written");
  }

  private static void write(String servers, List<ProducerRecord<byte[], byte[]>> records)
      throws IOException {
    Properties client = new Properties();
    client.put("bootstrap.servers", servers);
    client.put("acks", "all");
    client.put("enable.idempotence", "true");
    client.put("compression.type", "zstd");
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> each : records) {
        producer.send(each, (metadata, e) -> failure.compareAndSet(null, e));
      }
    }
    if (failure.get() != null) {
      throw new IOException("Kafka did not take all trades", failure.get());
    }
  }

  private ProducerRecord<byte[], byte[]> read(String line) throws IOException {
    String[] cells = line.split(",", -1);
    if (cells.length != 6) {
      throw new IllegalArgumentException("not instrument,id,time,price,quantity,side: " + line);
    }
    // the key gives all trades of an instrument one partition, and so one order
    byte[] key = cells[0].getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(TOPIC, key, encoded(cells));
  }

  private byte[] encoded(String[] cells) throws IOException {
    GenericRecord trade = new GenericData.Record(schema);
    trade.put("instrument", cells[0]);
    trade.put("trade_id", cells[1]);
    trade.put("event_time", Long.parseLong(cells[2]));
    // when your program had it, which is when a model may know it
    trade.put("received_at", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    trade.put("price", Double.parseDouble(cells[3]));
    trade.put("quantity", Double.parseDouble(cells[4]));
    Schema side = schema.getField("taker_side").schema();
    String symbol = cells[5].toUpperCase(Locale.ROOT);
    if (!side.hasEnumSymbol(symbol)) {
      throw new IllegalArgumentException("the side is BUY, SELL or UNKNOWN, not " + cells[5]);
    }
    trade.put("taker_side", new GenericData.EnumSymbol(side, symbol));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.encode(trade, bytes);
    return bytes.toByteArray();
  }
}
