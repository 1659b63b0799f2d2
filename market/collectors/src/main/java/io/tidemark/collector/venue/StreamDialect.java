package io.tidemark.collector.venue;

import io.tidemark.exchange.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A venue whose books begin with a snapshot in the stream: to subscribe again is to get it again.
 */
abstract class StreamDialect implements VenueDialect {

  /** What is done with channels. */
  enum Verb {
    SUBSCRIBE,
    UNSUBSCRIBE;

    /** In small letters, as most venues have it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Venue venue;
  private final URI socket;
  private final URI rest;
  private final Duration silence;

  StreamDialect(Venue venue, String socket, String rest, Duration silence) {
    this.venue = venue;
    this.socket = URI.create(socket);
    this.rest = URI.create(rest);
    this.silence = silence;
  }

  /** The texts that do this for channels of these symbols. */
  abstract List<String> texts(Verb verb, Collection<String> symbols, Set<FeedChannel> channels);

  /** Symbols as a list in JSON, without its brackets. */
  static String quoted(Collection<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
  }

  /**
   * A text for each so many arguments.
   *
   * @param form of a text, with a place for the arguments, which commas separate
   */
  static List<String> inTexts(String form, List<String> arguments, int most) {
    List<String> texts = new ArrayList<>();
    for (int from = 0; from < arguments.size(); from += most) {
      List<String> some = arguments.subList(from, Math.min(from + most, arguments.size()));
      texts.add(form.formatted(String.join(",", some)));
    }
    return texts;
  }

  @Override
  public final Venue venue() {
    return venue;
  }

  @Override
  public final URI socket() {
    return socket;
  }

  @Override
  public final URI rest() {
    return rest;
  }

  @Override
  public final Duration silence() {
    return silence;
  }

  @Override
  public List<String> subscribe(FeedPlan plan) {
    return texts(Verb.SUBSCRIBE, plan.names(), plan.channels());
  }

  @Override
  public List<String> resubscribeBook(String symbol) {
    Set<FeedChannel> book = EnumSet.of(FeedChannel.BOOK);
    List<String> texts = new ArrayList<>(texts(Verb.UNSUBSCRIBE, List.of(symbol), book));
    texts.addAll(texts(Verb.SUBSCRIBE, List.of(symbol), book));
    return texts;
  }

  @Override
  public final Optional<URI> snapshot(FeedPlan plan, String symbol) {
    return Optional.empty();
  }
}
