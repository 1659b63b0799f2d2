package io.tidemark.collector;

import io.tidemark.collector.venue.VenueDialect;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Dialects by which a test takes away what a feed repairs losses with: for control runs, which must
 * fail. At first nothing is taken away.
 */
final class Repairs implements UnaryOperator<VenueDialect> {

  private static final Duration NEVER = Duration.ofDays(1_000);

  private volatile BooleanSupplier books = () -> true;
  private volatile boolean silence = true;
  private volatile boolean trades = true;
  private volatile boolean numbers = true;
  private volatile Duration life = Duration.ofHours(23);

  /** A lost or silent book is asked for again only while this holds. */
  void books(BooleanSupplier whether) {
    books = whether;
  }

  /** Whether a connection over which nothing comes is ended. */
  void silence(boolean whether) {
    silence = whether;
  }

  /** Whether past trades are asked for. */
  void trades(boolean whether) {
    trades = whether;
  }

  /** Whether numbers of trades tell what an answer skips. */
  void numbers(boolean whether) {
    numbers = whether;
  }

  /** After so long a second connection takes over. */
  void life(Duration life) {
    this.life = life;
  }

  @Override
  public VenueDialect apply(VenueDialect dialect) {
    return (VenueDialect)
        Proxy.newProxyInstance(
            VenueDialect.class.getClassLoader(),
            new Class<?>[] {VenueDialect.class},
            (proxy, method, arguments) -> changed(method, method.invoke(dialect, arguments)));
  }

  private Object changed(Method method, Object by) {
    return switch (method.getName()) {
      case "life" -> life;
      case "silence" -> silence ? by : NEVER;
      case "numbersTrades" -> numbers ? by : false;
      case "pastTrades" -> trades ? by : Optional.empty();
      // a text that means nothing: without any, the connection would be begun anew
      case "resubscribeBook" -> books.getAsBoolean() ? by : List.of("{}");
      case "snapshot" -> books.getAsBoolean() ? by : nowhere((Optional<?>) by);
      default -> by;
    };
  }

  private static Optional<URI> nowhere(Optional<?> snapshot) {
    return snapshot.map(uri -> ((URI) uri).resolve("/nowhere"));
  }
}
