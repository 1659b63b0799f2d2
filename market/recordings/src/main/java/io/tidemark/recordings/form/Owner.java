package io.tidemark.recordings.form;

import io.tidemark.core.fact.Instruments;
import io.tidemark.recordings.file.InstrumentName;
import io.tidemark.recordings.file.UnreadableDataException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whose rows a file holds. */
public final class Owner {

  private Owner() {}

  /** The instrument that the user named; null where none was. */
  public static @Nullable String named(@Nullable String instrument) {
    if (instrument != null && !Instruments.isWellFormed(instrument)) {
      throw new UnreadableDataException(
          "--instrument is '"
              + instrument
              + "', it must look like BTC-USDT@binance"
              + (isAscii(instrument)
                  ? "."
                  : ", in capitals A to Z and digits: give what has other letters a name of its"
                      + " own."));
    }
    return instrument;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** As the user says, or else as the path does in the way of our own files. */
  public static String of(Sample sample) {
    String named = named(sample.instrument());
    return named == null ? of(sample.path()) : named;
  }

  /** As the path says in the way of our own files. */
  public static String of(Path path) {
    InstrumentName name = InstrumentName.of(path);
    if (name.symbol() == null) {
      throw new UnreadableDataException(
          path
              + ": its name holds no symbol such as BTCUSDT"
              + (isAscii(String.valueOf(path.getFileName())) ? "" : ", in A to Z and digits")
              + ": name the instrument with --instrument BASE-QUOTE@venue.");
    }
    return name.instrument(path, name.symbol());
  }
}
