package io.tidemark.flink.io;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.ControlCommand;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;
import io.tidemark.wire.ClockTick;
import io.tidemark.wire.Command;
import io.tidemark.wire.ControlOrder;
import io.tidemark.wire.ExchangeBook;
import io.tidemark.wire.ExchangeCandle;
import io.tidemark.wire.ExchangeFunding;
import io.tidemark.wire.ExchangeTrade;
import io.tidemark.wire.MetricValue;
import io.tidemark.wire.SentimentScore;
import io.tidemark.wire.TakerSide;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Facts as records of the wire, and back through each fact's own validation. */
final class WireFacts {

  private WireFacts() {}

  /** The record; its time of receipt is the fact's {@code availableAt}. */
  static SpecificRecord toWire(Fact fact) {
    return switch (fact.kind()) {
      case TRADE -> wire((Trade) fact);
      case CANDLE -> wire((Candle) fact);
      case BOOK -> wire((Book) fact);
      case FUNDING -> wire((Funding) fact);
      case SENTIMENT -> wire((Sentiment) fact);
      case METRIC -> wire((Metric) fact);
      case CONTROL -> wire((Control) fact);
      case TICK -> new ClockTick(fact.instrument(), Micros.instant(fact.eventTime()));
      case MODEL -> wire((ModelUpdate) fact);
    };
  }

  /**
   * The fact, validated.
   *
   * @param record one of the nine records of facts
   * @param received stands in where the record does not say when it was received, µs
   */
  static Parsed<Fact> toFact(Object record, long received) {
    if (record instanceof ExchangeTrade trade) {
      return widened(fact(trade, received));
    } else if (record instanceof ExchangeBook book) {
      return widened(fact(book, received));
    } else if (record instanceof ExchangeCandle candle) {
      return widened(fact(candle, received));
    } else if (record instanceof ClockTick tick) {
      return widened(Tick.of(tick.getInstrument(), Micros.of(tick.getEventTime())));
    } else if (record instanceof ExchangeFunding funding) {
      return widened(fact(funding, received));
    } else if (record instanceof SentimentScore sentiment) {
      return widened(fact(sentiment, received));
    } else if (record instanceof MetricValue metric) {
      return widened(fact(metric, received));
    } else if (record instanceof ControlOrder order) {
      return order.getCommand() == Command.HEARTBEAT
          ? widened(Tick.of(order.getInstrument(), Micros.of(order.getEventTime())))
          : widened(fact(order, received));
    } else if (record instanceof io.tidemark.wire.ModelUpdate update) {
      return widened(fact(update, received));
    }
    throw new IllegalArgumentException("not a record of a fact: " + record.getClass());
  }

  private static <T extends Fact> Parsed<Fact> widened(Parsed<T> parsed) {
    return parsed.then(Parsed::<Fact>valid);
  }

  private static ExchangeTrade wire(Trade trade) {
    ExchangeTrade wire = new ExchangeTrade();
    wire.setInstrument(trade.instrument());
    wire.setTradeId(trade.tradeId());
    wire.setEventTime(Micros.instant(trade.eventTime()));
    wire.setReceivedAt(Micros.instant(trade.availableAt()));
    wire.setPrice(trade.price());
    wire.setQuantity(trade.quantity());
    wire.setTakerSide(
        switch (trade.takerSide()) {
          case BUY -> TakerSide.BUY;
          case SELL -> TakerSide.SELL;
          case UNKNOWN -> TakerSide.UNKNOWN;
        });
    return wire;
  }

  private static Parsed<Trade> fact(ExchangeTrade wire, long received) {
    return Trade.of(
        wire.getInstrument(),
        Micros.of(wire.getEventTime()),
        Micros.orElse(wire.getReceivedAt(), received),
        wire.getTradeId(),
        wire.getPrice(),
        wire.getQuantity(),
        switch (wire.getTakerSide()) {
          case BUY -> Side.BUY;
          case SELL -> Side.SELL;
          case UNKNOWN -> Side.UNKNOWN;
        });
  }

  private static ExchangeCandle wire(Candle candle) {
    ExchangeCandle wire = new ExchangeCandle();
    wire.setInstrument(candle.instrument());
    wire.setStart(Micros.instant(candle.start()));
    wire.setLengthMicros(candle.length());
    wire.setReceivedAt(Micros.instant(candle.availableAt()));
    wire.setOpen(candle.open());
    wire.setHigh(candle.high());
    wire.setLow(candle.low());
    wire.setClose(candle.close());
    wire.setVolume(candle.volume());
    return wire;
  }

  private static Parsed<Candle> fact(ExchangeCandle wire, long received) {
    return Candle.of(
        wire.getInstrument(),
        Micros.of(wire.getStart()),
        wire.getLengthMicros(),
        Micros.orElse(wire.getReceivedAt(), received),
        wire.getOpen(),
        wire.getHigh(),
        wire.getLow(),
        wire.getClose(),
        wire.getVolume());
  }

  private static ExchangeBook wire(Book book) {
    ExchangeBook wire = new ExchangeBook();
    wire.setInstrument(book.instrument());
    wire.setEventTime(Micros.instant(book.eventTime()));
    wire.setReceivedAt(Micros.instant(book.availableAt()));
    wire.setBidPrices(list(book.bidPrices()));
    wire.setBidSizes(list(book.bidSizes()));
    wire.setAskPrices(list(book.askPrices()));
    wire.setAskSizes(list(book.askSizes()));
    return wire;
  }

  private static Parsed<Book> fact(ExchangeBook wire, long received) {
    return Book.of(
        wire.getInstrument(),
        Micros.of(wire.getEventTime()),
        Micros.orElse(wire.getReceivedAt(), received),
        array(wire.getBidPrices()),
        array(wire.getBidSizes()),
        array(wire.getAskPrices()),
        array(wire.getAskSizes()));
  }

  private static ExchangeFunding wire(Funding funding) {
    ExchangeFunding wire = new ExchangeFunding();
    wire.setInstrument(funding.instrument());
    wire.setEventTime(Micros.instant(funding.eventTime()));
    wire.setReceivedAt(Micros.instant(funding.availableAt()));
    wire.setRate(funding.rate());
    return wire;
  }

  private static Parsed<Funding> fact(ExchangeFunding wire, long received) {
    return Funding.of(
        wire.getInstrument(),
        Micros.of(wire.getEventTime()),
        Micros.orElse(wire.getReceivedAt(), received),
        wire.getRate());
  }

  private static SentimentScore wire(Sentiment sentiment) {
    SentimentScore wire = new SentimentScore();
    wire.setInstrument(sentiment.instrument());
    wire.setEventTime(Micros.instant(sentiment.eventTime()));
    wire.setReceivedAt(Micros.instant(sentiment.availableAt()));
    wire.setSource(sentiment.source());
    wire.setScore(sentiment.score());
    wire.setWeight(sentiment.weight());
    return wire;
  }

  private static Parsed<Sentiment> fact(SentimentScore wire, long received) {
    return Sentiment.of(
        wire.getInstrument(),
        Micros.of(wire.getEventTime()),
        Micros.orElse(wire.getReceivedAt(), received),
        wire.getSource(),
        wire.getScore(),
        wire.getWeight());
  }

  private static MetricValue wire(Metric metric) {
    MetricValue wire = new MetricValue();
    wire.setName(metric.name());
    wire.setInstrument(metric.instrument());
    wire.setValue(metric.value());
    wire.setObservedAt(Micros.instant(metric.eventTime()));
    wire.setAvailableAt(Micros.instant(metric.availableAt()));
    return wire;
  }

  private static Parsed<Metric> fact(MetricValue wire, long received) {
    return Metric.of(
        wire.getInstrument(),
        Micros.of(wire.getObservedAt()),
        Micros.orElse(wire.getAvailableAt(), received),
        wire.getName(),
        wire.getValue());
  }

  private static ControlOrder wire(Control control) {
    ControlOrder wire = new ControlOrder();
    wire.setInstrument(control.instrument());
    wire.setEventTime(Micros.instant(control.eventTime()));
    wire.setReceivedAt(Micros.instant(control.availableAt()));
    wire.setCommand(Command.valueOf(control.command().name()));
    wire.setBy(control.by());
    wire.setWhy(control.why());
    return wire;
  }

  /** How an input topic carries the passing of time; the log has a record of its own for it. */
  static ControlOrder heartbeat(Tick tick) {
    ControlOrder wire = new ControlOrder();
    wire.setInstrument(tick.instrument());
    wire.setEventTime(Micros.instant(tick.eventTime()));
    wire.setReceivedAt(Micros.instant(tick.eventTime()));
    wire.setCommand(Command.HEARTBEAT);
    wire.setBy("clock");
    wire.setWhy("");
    return wire;
  }

  private static Parsed<Control> fact(ControlOrder wire, long received) {
    return Control.of(
        wire.getInstrument(),
        Micros.of(wire.getEventTime()),
        Micros.orElse(wire.getReceivedAt(), received),
        ControlCommand.valueOf(wire.getCommand().name()),
        wire.getBy(),
        wire.getWhy());
  }

  private static io.tidemark.wire.ModelUpdate wire(ModelUpdate update) {
    io.tidemark.wire.ModelUpdate wire = new io.tidemark.wire.ModelUpdate();
    wire.setInstrument(update.instrument());
    wire.setEventTime(Micros.instant(update.eventTime()));
    wire.setReceivedAt(Micros.instant(update.availableAt()));
    wire.setAction(io.tidemark.wire.ModelAction.valueOf(update.action().name()));
    wire.setModelId(update.model().id());
    wire.setModelVersion(update.model().version());
    wire.setManifestSha256(update.model().sha256());
    wire.setBy(update.by());
    return wire;
  }

  private static Parsed<ModelUpdate> fact(io.tidemark.wire.ModelUpdate wire, long received) {
    return ModelUpdate.of(
        wire.getInstrument(),
        Micros.of(wire.getEventTime()),
        Micros.orElse(wire.getReceivedAt(), received),
        ModelAction.valueOf(wire.getAction().name()),
        new ModelRef(wire.getModelId(), wire.getModelVersion(), wire.getManifestSha256()),
        wire.getBy());
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }

  private static double[] array(List<Double> values) {
    double[] array = new double[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
