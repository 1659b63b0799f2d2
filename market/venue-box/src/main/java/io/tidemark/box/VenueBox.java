package io.tidemark.box;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * A venue on this machine: a real WebSocket and real HTTP, a seeded market behind them, and faults
 * by name. It says what is true, and how often each fault hit.
 */
public final class VenueBox implements AutoCloseable {

  /** With 20 in a second: two seconds. */
  private static final int CHANGES_BEFORE_THE_END = 40;

  /** After so long a venue with {@link BoxFault#DAILY_DISCONNECT} ends a connection. */
  public static final Duration DAY = Duration.ofSeconds(8);

  private final BoxDialect dialect;
  private final InstantSource clock;
  private final Map<String, BoxMarket> markets = new HashMap<>();
  private final Map<WebSocket, Set<String>> subscribed = new HashMap<>();
  private final Set<WebSocket> mute = new HashSet<>();

  /** What was told to leave, and after how many changes it is closed. */
  private final Map<WebSocket, Integer> leaving = new HashMap<>();

  private final Map<WebSocket, Instant> openedAt = new HashMap<>();

  /** Which of them are closed when they are a day old. */
  private final Set<WebSocket> mortal = new HashSet<>();

  /** How many numbered messages were sent on each connection. */
  private final Map<WebSocket, Long> said = new HashMap<>();

  private final Set<String> silent = new HashSet<>();
  private final Map<BoxFault, String> due = new EnumMap<>(BoxFault.class);
  private final Map<BoxFault, Integer> hits = new EnumMap<>(BoxFault.class);

  /** A snapshot of each symbol that is older than its last change. */
  private final Map<String, String> before = new HashMap<>();

  private final WebSocketServer sockets;
  private final HttpServer http;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final BoxRefusals refusals;

  /**
   * Begins to answer.
   *
   * @throws IOException if it cannot
   */
  public VenueBox(BoxVenue venue, long seed) throws IOException, InterruptedException {
    this(venue, seed, InstantSource.system());
  }

  /**
   * Begins to answer; all that is told has the times of this clock.
   *
   * @throws IOException if it cannot
   */
  public VenueBox(BoxVenue venue, long seed, InstantSource clock)
      throws IOException, InterruptedException {
    this.clock = clock;
    this.refusals = new BoxRefusals(clock);
    this.dialect = venue.dialect();
    for (String symbol : venue.symbols()) {
      markets.put(symbol, new BoxMarket(symbol, seed + symbol.hashCode(), clock));
    }
    sockets = new Sockets(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    sockets.setReuseAddr(true);
    sockets.start();
    if (!ready.await(20, TimeUnit.SECONDS)) {
      throw new IOException("the venue's socket did not start");
    }
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  /** Where its socket is, without a path. */
  public URI socket() {
    return URI.create("ws://127.0.0.1:" + sockets.getPort());
  }

  /** Where it answers requests, without a path. */
  public URI rest() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** What is true of a symbol. */
  public synchronized BoxMarket market(String symbol) {
    return Objects.requireNonNull(markets.get(symbol), symbol);
  }

  /** The fault happens at the next occasion. */
  public synchronized void fault(BoxFault fault, String symbol) {
    switch (fault) {
      case HALF_OPEN -> {
        mute.addAll(subscribed.keySet());
        hit(fault);
      }
      case CLOSES -> {
        List.copyOf(subscribed.keySet()).forEach(socket -> socket.close(1001, "maintenance"));
        hit(fault);
      }
      case DAILY_DISCONNECT -> mortal.addAll(subscribed.keySet());
      case SILENT_SUBSCRIPTION -> {
        silent.add(symbol);
        hit(fault);
      }
      case TOO_MANY_REQUESTS -> refusals.refuse(2);
      case CHANGES_FORMAT -> {
        broadcast(symbol, "{\"news\":{\"schema\":7},\"" + symbol + "\":[1,2,3]}");
        hit(fault);
      }
      case TWO_DEPTHS -> {
        dialect.otherDepth(market(symbol)).ifPresent(text -> broadcast(symbol, text));
        hit(fault);
      }
      case RESENDS_SNAPSHOT -> {
        dialect.onSubscription(market(symbol)).forEach(text -> broadcast(symbol, text));
        hit(fault);
      }
      case ENDS_SOON -> {
        for (WebSocket socket : subscribed.keySet()) {
          dialect.farewell().ifPresent(socket::send);
          leaving.put(socket, CHANGES_BEFORE_THE_END);
        }
        hit(fault);
      }
      default -> due.put(fault, symbol);
    }
  }

  /** Which requests it refuses, or never answers. */
  public BoxRefusals refusals() {
    return refusals;
  }

  /** Answers skip the symbol's trade of this number. */
  public synchronized void forget(String symbol, long trade) {
    market(symbol).forget(trade);
  }

  /** Tells a change to all that hear of the symbol, though the book is another. */
  public synchronized void say(String symbol, BoxMarket.Change change, long previous) {
    dialect.changes(market(symbol), change, previous).forEach(text -> broadcast(symbol, text));
  }

  /** Says a text to all that hear of the symbol. */
  public synchronized void say(String symbol, String text) {
    broadcast(symbol, text);
  }

  /** How often a fault happened. */
  public synchronized int hits(BoxFault fault) {
    return hits.getOrDefault(fault, 0);
  }

  /** Whether the venue can do this wrong. */
  public boolean knows(BoxFault fault) {
    return dialect.knows(fault)
        && (fault != BoxFault.ENDS_SOON || dialect.farewell().isPresent())
        && (fault != BoxFault.TWO_DEPTHS
            || dialect.otherDepth(markets.values().iterator().next()).isPresent());
  }

  /** Whether trades that were missed can be asked for. */
  public boolean answersPastTrades() {
    return dialect.answersPastTrades();
  }

  private void endDays() {
    Instant born = clock.instant().minus(DAY);
    for (WebSocket socket : List.copyOf(mortal)) {
      if (!openedAt.getOrDefault(socket, born).isAfter(born)) {
        mortal.remove(socket);
        socket.close(1001, "its day is over");
        hit(BoxFault.DAILY_DISCONNECT);
      }
    }
  }

  /** One change of each book and now and then a trade. */
  public synchronized void move() {
    endWhatWasTold();
    endDays();
    for (BoxMarket market : markets.values()) {
      if (!market.symbol().equals(due.get(BoxFault.SNAPSHOT_OLDER_THAN_DELTAS))) {
        before.put(market.symbol(), snapshot(market).orElse(""));
      }
      long previous = market.number();
      List<String> texts = dialect.changes(market, market.change(), previous);
      if (isDue(BoxFault.DROPS_A_DELTA, market)) {
        drop(market.symbol());
        continue;
      }
      texts.forEach(text -> broadcast(market.symbol(), text));
      if (isDue(BoxFault.REPEATS_A_DELTA, market)) {
        texts.forEach(text -> broadcast(market.symbol(), text));
      }
    }
  }

  /** The market was there before: trades of each symbol, so far apart, from a whole minute on. */
  public synchronized void past(Duration span, Duration apart) {
    long now = clock.millis();
    for (BoxMarket market : markets.values()) {
      for (long at = (now - span.toMillis()) / 60_000 * 60_000; at < now; at += apart.toMillis()) {
        market.change();
        market.deal(at);
      }
    }
  }

  /** One trade of each symbol. */
  public synchronized void trade() {
    for (BoxMarket market : markets.values()) {
      String text = dialect.trade(market, market.deal(clock.millis()));
      send(market.symbol(), text);
      if (isDue(BoxFault.REPEATS_TRADES, market)) {
        send(market.symbol(), text);
      }
    }
  }

  /** A trade is made, and is not sent. */
  public synchronized void tradeInSilence(String symbol) {
    market(symbol).deal(clock.millis());
    drop(symbol);
  }

  /** What the venue sends each second, if it does. */
  public synchronized void heartbeat() {
    markets
        .values()
        .forEach(market -> dialect.heartbeat(market).forEach(text -> send(market.symbol(), text)));
  }

  private Optional<String> snapshot(BoxMarket market) {
    return dialect.snapshot(dialect.snapshotPath(market), market);
  }

  private boolean isDue(BoxFault fault, BoxMarket market) {
    if (!market.symbol().equals(due.get(fault)) || subscribed.isEmpty()) {
      return false;
    }
    due.remove(fault);
    hit(fault);
    return true;
  }

  private void hit(BoxFault fault) {
    hits.merge(fault, 1, Integer::sum);
  }

  /** What is said of a book. */
  private void broadcast(String symbol, String text) {
    if (!silent.contains(symbol)) {
      send(symbol, text);
    }
  }

  private void send(String symbol, String text) {
    subscribed.forEach(
        (socket, symbols) -> {
          if (symbols.contains(symbol) && !mute.contains(socket) && socket.isOpen()) {
            say(socket, text);
          }
        });
  }

  private void say(WebSocket socket, String text) {
    int connection = socket.getRemoteSocketAddress().getPort();
    String numbered = dialect.numbered(text, said.getOrDefault(socket, 0L), connection);
    if (!numbered.equals(text)) {
      said.merge(socket, 1L, Long::sum);
    }
    try {
      dialect.bytes(numbered).ifPresentOrElse(socket::send, () -> socket.send(numbered));
    } catch (WebsocketNotConnectedException closedMeanwhile) {
      // As on any network: what is said to a connection that its other end closes is lost.
      mute.add(socket);
    }
  }

  private synchronized void reply(WebSocket socket, List<String> texts) {
    if (!mute.contains(socket)) {
      texts.forEach(text -> say(socket, text));
    }
  }

  /** A message that is not sent has a number, too. */
  private void drop(String symbol) {
    subscribed.forEach(
        (socket, symbols) -> {
          if (symbols.contains(symbol)) {
            said.computeIfPresent(socket, (any, number) -> number + 1);
          }
        });
  }

  private void endWhatWasTold() {
    leaving.replaceAll((socket, changes) -> changes - 1);
    leaving.forEach(
        (socket, changes) -> {
          if (changes == 0) {
            socket.close(1001, "as was said");
          }
        });
    leaving.values().removeIf(changes -> changes <= 0);
  }

  private synchronized void subscribe(WebSocket socket, Set<String> symbols) {
    symbols.retainAll(markets.keySet());
    subscribed.computeIfAbsent(socket, any -> new HashSet<>()).addAll(symbols);
    openedAt.putIfAbsent(socket, clock.instant());
    for (String symbol : symbols) {
      silent.remove(symbol);
      if (!mute.contains(socket)) {
        dialect.onSubscription(market(symbol)).forEach(text -> say(socket, text));
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    int status;
    String body;
    synchronized (this) {
      if (isForTrades(path) && refusals.hangs()) {
        return; // the exchange stays open
      }
      Optional<String> answer = body(path);
      status = answer.isPresent() ? 200 : 404;
      if (refusals.refuses()) {
        hit(BoxFault.TOO_MANY_REQUESTS);
        status = 429;
        refusals
            .retryAfter()
            .ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", seconds));
      }
      body = status == 200 ? answer.orElseThrow() : "{\"code\":-1003,\"msg\":\"no\"}";
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private boolean isForTrades(String path) {
    return markets.values().stream().anyMatch(each -> dialect.trades(path, each).isPresent());
  }

  private Optional<String> body(String path) {
    Optional<String> list = dialect.list(path, new ArrayList<>(markets.values()));
    if (list.isPresent()) {
      return list;
    }
    Optional<String> ticket = dialect.ticket(path);
    if (ticket.isPresent()) {
      return ticket;
    }
    for (BoxMarket market : markets.values()) {
      Optional<String> trades = dialect.trades(path, market);
      if (trades.isPresent()) {
        return trades;
      }
      Optional<String> candles = dialect.candles(path, market);
      if (candles.isPresent()) {
        return candles;
      }
      Optional<String> asked = dialect.asked(path, market);
      if (asked.isPresent()) {
        return asked;
      }
      Optional<String> snapshot = dialect.snapshot(path, market);
      if (snapshot.isPresent()) {
        silent.remove(market.symbol());
        return isDue(BoxFault.SNAPSHOT_OLDER_THAN_DELTAS, market)
            ? Optional.of(before.getOrDefault(market.symbol(), snapshot.get()))
            : snapshot;
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    http.stop(0);
    try {
      sockets.stop(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server's side of the connections. */
  private final class Sockets extends WebSocketServer {

    Sockets(InetSocketAddress address) {
      super(address, 2);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      subscribe(socket, new HashSet<>(dialect.subscribesByPath(handshake.getResourceDescriptor())));
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      synchronized (VenueBox.this) {
        subscribed.remove(socket);
        openedAt.remove(socket);
        mortal.remove(socket);
        mute.remove(socket);
        leaving.remove(socket);
        said.remove(socket);
      }
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
      reply(socket, dialect.answers(message));
      subscribe(socket, new HashSet<>(dialect.subscribesTo(message)));
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
      if (socket == null) {
        throw new IllegalStateException("the venue in the box cannot go on", e);
      }
    }

    @Override
    public void onStart() {
      ready.countDown();
    }
  }
}
