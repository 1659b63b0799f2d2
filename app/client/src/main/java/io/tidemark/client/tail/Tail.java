package io.tidemark.client.tail;

import io.tidemark.client.topic.TopicReader;
import java.util.function.Consumer;

/** The newest records of topics as lines, the newest last. */
public final class Tail {

  private final TailFormat format;
  private final int lines;

  /**
   * @param topicPrefix in front of every topic's name
   * @param lines how many, the newest; 0 for all
   */
  public Tail(String topicPrefix, int lines) {
    this.format = new TailFormat(topicPrefix);
    this.lines = lines;
  }

  /**
   * Hands on what is there now. So many lines as were asked for are chosen and sorted by the
   * records' own times, and no more than those are held. All of them are merged by time, each
   * partition in its own order, because nobody can hold them to sort them.
   */
  public void print(TopicReader reader, Consumer<String> out) {
    if (lines == 0) {
      reader.merge(format::read, record -> out.accept(record.text().get()));
      return;
    }
    NewestRecords newest = new NewestRecords(lines);
    reader.drain(record -> newest.take(format.read(record)));
    newest.inOrder().forEach(record -> out.accept(record.text().get()));
  }

  /** Hands on what has come since, as it comes; waits a moment if nothing has. */
  public void follow(TopicReader reader, Consumer<String> out) {
    reader.poll(record -> out.accept(format.read(record).text().get()));
  }
}
