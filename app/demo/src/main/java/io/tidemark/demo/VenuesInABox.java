package io.tidemark.demo;

import io.tidemark.box.BoxVenue;
import io.tidemark.box.VenueBox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Exchanges played on this machine over real sockets, with a past of some hours. Their markets move
 * until their time is over; they answer until they are closed.
 */
public final class VenuesInABox implements AutoCloseable {

  private static final List<BoxVenue> VENUES =
      List.of(BoxVenue.BINANCE, BoxVenue.COINBASE, BoxVenue.KRAKEN);
  private static final Duration PAST = Duration.ofHours(3);
  private static final Duration BETWEEN_PAST_TRADES = Duration.ofSeconds(5);
  private static final int STEP_MILLIS = 100;

  private final long seed;
  private final Duration length;
  private final Map<BoxVenue, VenueBox> boxes = new EnumMap<>(BoxVenue.class);
  private final Thread market = new Thread(this::move, "market");
  private volatile boolean stop;

  /**
   * They do not answer before {@link #open}.
   *
   * @param length for which their markets move
   */
  public VenuesInABox(long seed, Duration length) {
    this.seed = seed;
    this.length = length;
  }

  /** What can be collected from them, such as {@code BTC-USDT@binance}. */
  List<String> instruments() {
    return VENUES.stream().flatMap(venue -> venue.instruments().stream()).toList();
  }

  /** For how long their markets move. */
  Duration length() {
    return length;
  }

  /**
   * Begins to answer.
   *
   * @return options by which a collector finds them
   */
  List<String> open() throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    for (BoxVenue venue : VENUES) {
      VenueBox box = new VenueBox(venue, seed);
      boxes.put(venue, box);
      box.past(PAST, BETWEEN_PAST_TRADES);
      options.add("collect.endpoints." + venue.label() + ".socket=" + box.socket());
      options.add("collect.endpoints." + venue.label() + ".rest=" + box.rest());
    }
    market.start();
    return options;
  }

  private void move() {
    long end = System.nanoTime() + length.toNanos();
    try {
      for (int step = 0; !stop && System.nanoTime() < end; step++) {
        for (VenueBox box : boxes.values()) {
          if (step % 10 == 0) {
            box.move();
            box.heartbeat();
          }
          if (step % 3 == 0) {
            box.trade();
          }
        }
        Thread.sleep(STEP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether their markets have ended. */
  boolean areOver() {
    return !boxes.isEmpty() && !market.isAlive();
  }

  @Override
  public void close() {
    stop = true;
    try {
      market.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    boxes.values().forEach(VenueBox::close);
  }
}
