package io.tidemark.collector.venue;

/** How it shows that a message of a book is missing. */
public enum BookCheck {
  /** Changes of each book are numbered. */
  NUMBERS("numbers of the book"),
  /** All messages of a connection are numbered together: one that is missing costs all books. */
  CONNECTION_NUMBERS("numbers of the connection: all its books are lost"),
  /** A checksum over the best levels. */
  CHECKSUM("a checksum"),
  /** Levels have ids, and a change names one that is not there. */
  LEVEL_IDS("ids of levels; not a lost change of a size"),
  /** Each message is the whole book. */
  WHOLE("not needed: each message is the whole book"),
  /** There is no number: only a book whose sides cross shows it. */
  CROSSED("not, unless the sides cross");

  private final String words;

  BookCheck(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
