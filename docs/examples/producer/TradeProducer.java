import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
 * Writes trades to exchange.trades.v1. Needs kafka-clients and avro.
 *
 * <pre>java -cp 'jars/*' TradeProducer.java SERVERS SCHEMA FILE</pre>
 *
 * SCHEMA is avro/src/main/resources/schemas/ExchangeTrade/v1.avsc. A line of FILE is a trade:
 * {@code instrument,id,time,price,quantity,side}, with the exchange's time in microseconds since
 * the epoch and BUY, SELL or UNKNOWN for the side of the taker.
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
    List<String> lines = Files.readAllLines(Path.of(args[2]));
    new TradeProducer(schema).write(args[0], lines);
    System.out.println(lines.size() + " trades written");
  }

  private void write(String servers, List<String> lines) throws IOException {
    Properties client = new Properties();
    client.put("bootstrap.servers", servers);
    client.put("acks", "all");
    client.put("enable.idempotence", "true");
    client.put("compression.type", "zstd");
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String line : lines) {
        String[] cells = line.split(",", -1);
        // the key gives all trades of an instrument one partition, and so one order
        byte[] key = cells[0].getBytes(StandardCharsets.UTF_8);
        producer.send(
            new ProducerRecord<>(TOPIC, key, encoded(cells)),
            (metadata, e) -> failure.compareAndSet(null, e));
      }
    }
    if (failure.get() != null) {
      throw new IOException("Kafka did not take all trades", failure.get());
    }
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
    trade.put("taker_side", new GenericData.EnumSymbol(side, cells[5]));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    encoder.encode(trade, bytes);
    return bytes.toByteArray();
  }
}
