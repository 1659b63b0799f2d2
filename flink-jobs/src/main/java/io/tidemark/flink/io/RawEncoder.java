package io.tidemark.flink.io;

import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Tick;
import io.tidemark.wire.ControlOrder;
import io.tidemark.wire.ExchangeBook;
import io.tidemark.wire.ExchangeCandle;
import io.tidemark.wire.ExchangeFunding;
import io.tidemark.wire.ExchangeTrade;
import io.tidemark.wire.MetricValue;
import io.tidemark.wire.ModelUpdate;
import io.tidemark.wire.SentimentScore;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns facts into the bytes of the input topics, as an exchange's connector would: for simulation
 * and replay. Which topic is {@link Topic#carrying}.
 *
 * <p>Cheap to create; not thread-safe, not serialisable: create it in {@code open()}.
 */
public final class RawEncoder {

  private final SingleObject<ExchangeTrade> trades = new SingleObject<>(ExchangeTrade.class);
  private final SingleObject<ExchangeCandle> candles = new SingleObject<>(ExchangeCandle.class);
  private final SingleObject<ExchangeBook> books = new SingleObject<>(ExchangeBook.class);
  private final SingleObject<ExchangeFunding> funding = new SingleObject<>(ExchangeFunding.class);
  private final SingleObject<SentimentScore> scores = new SingleObject<>(SentimentScore.class);
  private final SingleObject<MetricValue> metrics = new SingleObject<>(MetricValue.class);
  private final SingleObject<ModelUpdate> updates = new SingleObject<>(ModelUpdate.class);
  private final SingleObject<ControlOrder> orders = new SingleObject<>(ControlOrder.class);

  /**
   * The bytes; the record says that it was received when the fact became available. A tick goes as
   * a heartbeat.
   */
  public byte[] encode(Fact fact) {
    SpecificRecord record = WireFacts.toWire(fact);
    return switch (fact.kind()) {
      case TRADE -> trades.encode((ExchangeTrade) record);
      case CANDLE -> candles.encode((ExchangeCandle) record);
      case BOOK -> books.encode((ExchangeBook) record);
      case FUNDING -> funding.encode((ExchangeFunding) record);
      case SENTIMENT -> scores.encode((SentimentScore) record);
      case METRIC -> metrics.encode((MetricValue) record);
      case CONTROL -> orders.encode((ControlOrder) record);
      case MODEL -> updates.encode((ModelUpdate) record);
      case TICK -> orders.encode(WireFacts.heartbeat((Tick) fact));
    };
  }
}
