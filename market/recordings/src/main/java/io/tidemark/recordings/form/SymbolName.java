package io.tidemark.recordings.form;

import io.tidemark.core.fact.Instruments;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What symbols stand for in a table of many instruments. */
final class SymbolName {

  /**
   * With the pair's parts told apart: {@code BTC/USDT}, {@code BTC_USDT}, {@code BTC/USDT:USDT}.
   */
  private static final Pattern PAIR =
      Pattern.compile("([A-Z0-9]+)[-/_]([A-Z0-9]+?)(?:(:[A-Z0-9]+)|[-_](PERP|SWAP))?");

  private SymbolName() {}

  /** The instrument, whose venue the path says, or why the symbol names none. */
  static Parsed<String> named(Path path, String symbol) {
    String name = instrument(path, symbol);
    return name == null
        ? Parsed.rejected(
            RejectReason.UNKNOWN_INSTRUMENT,
            "cannot tell base and quote of the symbol '"
                + symbol
                + "': write symbols as BASE-QUOTE")
        : Parsed.valid(name);
  }

  private static @Nullable String instrument(Path path, String symbol) {
    InstrumentName name = PairFile.place(path);
    Matcher pair = PAIR.matcher(symbol);
    if (pair.matches()) {
      boolean perpetual = name.perpetual() || pair.group(3) != null || pair.group(4) != null;
      return pair.group(1) + "-" + pair.group(2) + (perpetual ? "-PERP" : "") + "@" + name.venue();
    }
    try {
      String whole = name.instrument(path, symbol);
      return Instruments.isWellFormed(whole) ? whole : null;
    } catch (UnreadableDataException e) {
      return null;
    }
  }
}
