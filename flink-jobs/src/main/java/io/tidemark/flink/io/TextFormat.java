package io.tidemark.flink.io;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.PublishedText;
import io.tidemark.core.fact.TextItem;
import io.tidemark.wire.SentimentText;
import org.jspecify.annotations.Nullable;

/**
 * Texts as the bytes of {@link Topic#TEXTS}.
 *
 * <p>Cheap to create; not thread-safe, not serialisable.
 */
public final class TextFormat {

  private final SingleObject<SentimentText> format = new SingleObject<>(SentimentText.class);

  /** The bytes; the record says that it was received when the text became available. */
  public byte[] encode(PublishedText text) {
    SentimentText wire = new SentimentText();
    wire.setInstrument(text.instrument());
    wire.setEventTime(Micros.instant(text.eventTime()));
    wire.setReceivedAt(Micros.instant(text.availableAt()));
    wire.setSource(text.source());
    wire.setCategory(text.category());
    wire.setItemId(text.item().id());
    wire.setTitle(text.item().title());
    wire.setText(text.item().text());
    wire.setUrl(text.item().url());
    wire.setLanguage(text.item().language());
    return format.encode(wire);
  }

  /**
   * The text, or the reason why there is none; no value makes it throw.
   *
   * @param value null where the record had none
   * @param kafkaTimeMicros when Kafka took it, µs since the epoch; counts as time of receipt where
   *     the record does not say
   */
  public Parsed<PublishedText> decode(byte @Nullable [] value, long kafkaTimeMicros) {
    return format
        .decode(value)
        .then(
            wire ->
                PublishedText.of(
                    wire.getInstrument(),
                    Micros.of(wire.getEventTime()),
                    Micros.orElse(wire.getReceivedAt(), kafkaTimeMicros),
                    wire.getSource(),
                    wire.getCategory(),
                    new TextItem(
                        wire.getItemId(),
                        wire.getTitle(),
                        wire.getText(),
                        wire.getUrl(),
                        wire.getLanguage())));
  }
}
