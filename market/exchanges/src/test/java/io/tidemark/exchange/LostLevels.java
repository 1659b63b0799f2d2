package io.tidemark.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.exchange.Recording.Heard;
import io.tidemark.exchange.protocol.Message;
import io.tidemark.exchange.protocol.NoFact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A lost message of a book without a chain: it shows at the first later one that names a level
 * which the lost one inserted or deleted, or where the book is crossed before. One that only
 * updates sizes never shows.
 */
public record LostLevels(Venue venue, List<Message> messages, Next next) {

  /** Says where a lost message should show. */
  @FunctionalInterface
  public interface Next {
    /** The first message after it that names one of its levels; below 0 if none does. */
    int after(int lost);
  }

  /** Loses one message after the other, each from the whole; how many of them showed. */
  public int shown(int first, int step) {
    int shown = 0;
    for (int lost = first; lost < messages.size(); lost += step) {
      shown += shows(lost) ? 1 : 0;
    }
    return shown;
  }

  private boolean shows(int lost) {
    int expected = next.after(lost);
    List<Message> disturbed = new ArrayList<>(messages);
    disturbed.remove(lost);
    List<Heard> heard = Recording.play(venue.open(), disturbed);
    int[] gaps = IntStream.range(0, heard.size()).filter(i -> heard.get(i).isGap()).toArray();
    assertThat(gaps.length).isLessThanOrEqualTo(1);
    if (gaps.length == 0) {
      assertThat(expected).isNegative();
      return false;
    }
    if (gaps[0] != expected - 1) {
      // a level that should be gone may be crossed before it is named again
      assertThat(heard.get(gaps[0]).refused().get(0).detail()).contains("is not below");
      assertThat(expected < 0 || gaps[0] < expected - 1).isTrue();
    }
    assertThat(gaps[0]).isGreaterThanOrEqualTo(lost);
    assertThat(heard.subList(gaps[0] + 1, heard.size()))
        .allMatch(one -> one.passed(NoFact.AWAITING_SNAPSHOT));
    return true;
  }

  /** A snapshot takes the place of a message after the gap: the book is the same as without it. */
  public void assertMended(int lost, int back, Message snapshot) {
    List<Heard> undisturbed = Recording.play(venue.open(), messages);
    List<Message> disturbed = new ArrayList<>(messages);
    disturbed.set(back, snapshot);
    disturbed.remove(lost);
    List<Heard> heard = Recording.play(venue.open(), disturbed);
    assertThat(heard.stream().filter(Heard::isGap)).hasSize(1);
    assertThat(Recording.lastBooks(heard)).isEqualTo(Recording.lastBooks(undisturbed));
    assertThat(Recording.counts(heard.subList(back, heard.size())))
        .isEqualTo(Recording.counts(undisturbed.subList(back + 1, undisturbed.size())));
  }
}
