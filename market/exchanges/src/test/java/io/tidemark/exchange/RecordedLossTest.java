package io.tidemark.exchange;

import static io.tidemark.exchange.Conversation.passed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.PlainBooks.SentBook;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Protocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One change of a recorded book is dropped on purpose: it is missed, and snapshots mend it. */
final class RecordedLossTest {

  private static final int PLACES = 6;

  /** Messages between the loss and the first snapshot. */
  private static final int WAIT = 40;

  /** Messages after the loss that are compared. */
  private static final int WATCHED = 1_500;

  /**
   * A recording, which books its messages are about (empty: none), and what they mean undisturbed.
   */
  private record Undisturbed(
      Venue venue, List<Message> messages, List<String> symbols, List<String> outcomes) {}

  @ParameterizedTest
  @EnumSource(names = {"KRAKEN", "KRAKEN_FUTURES", "BITFINEX"})
  void aDroppedChangeIsMissedAndMendedBySnapshots(Venue venue) {
    Undisturbed all = undisturbed(venue);
    List<Integer> changes = changes(all);
    int checked = 0;
    for (int place = 1; place <= PLACES; place++) {
      int dropped = changes.get(changes.size() * place / (PLACES + 3));
      int noticed = noticed(all, dropped);
      if (noticed > 0) {
        check(all, dropped, noticed);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(PLACES / 2);
  }

  private static Undisturbed undisturbed(Venue venue) {
    List<Message> messages = Recording.of(venue);
    PlainBooks plain = new PlainBooks(venue);
    List<String> symbols = new ArrayList<>();
    for (Message message : messages) {
      plain.apply(message);
      boolean received = message.kind() == Message.Kind.RECEIVED;
      symbols.add(received ? plain.symbol(Recording.tree(message.text())) : "");
    }
    List<String> outcomes =
        Recording.play(venue.open(), messages).stream()
            .map(heard -> text(heard.outcomes()))
            .toList();
    return new Undisturbed(venue, messages, symbols, outcomes);
  }

  /** Where the ten best levels change, which is all that Kraken's checksum covers. */
  private static List<Integer> changes(Undisturbed all) {
    PlainBooks plain = new PlainBooks(all.venue());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < all.messages().size(); i++) {
      Message message = all.messages().get(i);
      String symbol = all.symbols().get(i);
      SentBook before = plain.named(symbol);
      String best = before == null ? "" : PlainBooks.best(before);
      SentBook book = plain.apply(message);
      if (book != null
          && !plain.isSnapshot(Recording.tree(message.text()))
          && !PlainBooks.best(book).equals(best)) {
        places.add(i);
      }
    }
    return places;
  }

  /** The first message that shows that the one before is missing; -1 if none does. */
  private static int noticed(Undisturbed all, int dropped) {
    PlainBooks whole = new PlainBooks(all.venue());
    PlainBooks torn = new PlainBooks(all.venue());
    for (int i = 0; i < all.messages().size(); i++) {
      Message message = all.messages().get(i);
      SentBook expected = whole.apply(message);
      SentBook found = i == dropped ? null : torn.apply(message);
      if (i > dropped) {
        boolean same = all.symbols().get(i).equals(all.symbols().get(dropped));
        boolean shows =
            switch (all.venue()) {
              case KRAKEN_FUTURES -> same;
              case BITFINEX -> message.text().startsWith("[");
              default ->
                  same
                      && expected != null
                      && found != null
                      && !PlainBooks.best(expected).equals(PlainBooks.best(found));
            };
        if (shows) {
          return i;
        }
      }
    }
    return -1;
  }

  private static void check(Undisturbed all, int dropped, int noticed) {
    Protocol protocol = all.venue().open();
    PlainBooks plain = new PlainBooks(all.venue());
    Set<String> waiting = new HashSet<>();
    int mended = 0;
    int end = Math.min(all.messages().size(), noticed + WATCHED);
    for (int i = 0; i < end; i++) {
      Message message = all.messages().get(i);
      String symbol = all.symbols().get(i);
      SentBook book = plain.apply(message);
      if (i == dropped) {
        continue;
      }
      boolean waits = waiting.contains(symbol);
      boolean mends = book != null && waits && i > noticed + WAIT;
      Message fed = book != null && mends ? plain.snapshot(message, book) : message;
      String text = text(protocol.read(fed));
      if (i == noticed) {
        assertThat(text).contains(RejectReason.OUT_OF_SEQUENCE.name()).doesNotContain("Book of");
        waiting.addAll(all.venue() == Venue.BITFINEX ? all.symbols() : List.of(symbol));
        waiting.remove("");
      } else if (mends || (waits && plain.isSnapshot(Recording.tree(message.text())))) {
        assertThat(text).startsWith("Book of");
        waiting.remove(symbol);
        mended++;
      } else if (waits) {
        assertThat(text).isEqualTo(passed(NoFact.AWAITING_SNAPSHOT).toString());
      } else if (i < dropped || i > noticed) {
        assertThat(text).isEqualTo(all.outcomes().get(i));
      } else {
        assertThat(text).doesNotContain(RejectReason.OUT_OF_SEQUENCE.name());
      }
    }
    assertThat(mended).isPositive();
  }

  /** Outcomes as text: arrays in records are not equal by themselves. */
  private static String text(List<Outcome> outcomes) {
    return outcomes.stream().map(RecordedLossTest::text).collect(Collectors.joining(" "));
  }

  private static String text(Outcome outcome) {
    return outcome instanceof Outcome.Known known && known.fact() instanceof Book book
        ? "Book of " + book.instrument() + book.eventTime() + Recording.levels(book)
        : outcome.stating(null).toString();
  }
}
