package io.tidemark.core.fact;

/**
 * Why a record was refused. Closed: a dead letter carries one of these and a sentence. The table in
 * {@code docs/reference/reject-reasons.md} is generated from this file.
 */
public enum RejectReason {
  UNDECODABLE(
      "the bytes are not the record that the topic promises, or more than 256 KiB; in a recording,"
          + " a line or message that cannot be read, or what is missing where its file is cut",
      "the producer's serialiser; single-object encoding is expected; a recorder that was killed,"
          + " or whose disk was full"),
  UNKNOWN_SCHEMA(
      "well-formed, but the fingerprint is of no released schema",
      "a producer that is newer than the jobs, or another topic's record"),
  EMPTY("a record without a value", "tombstones: the input topics are not compacted"),
  UNKNOWN_INSTRUMENT(
      "a name without the form `BASE-QUOTE@venue`, or not among `instruments`",
      "the name, or the configuration"),
  NOT_A_NUMBER("a number is NaN or infinite", "the producer's parsing"),
  NON_POSITIVE(
      "a price, quantity, weight or length that must be above 0 is not; nor a mark or index price,"
          + " or what was liquidated",
      "the producer's parsing"),
  OUT_OF_RANGE(
      "a number is outside what its meaning allows: sentiment beyond -1 to 1, funding"
          + " beyond -1 to 1, fear and greed beyond 0 to 100, more than 20 book levels, a negative"
          + " volume or open interest, a price or quantity of 1e50 or more",
      "units: percent or fraction"),
  INCONSISTENT(
      "fields contradict each other: high below low, best bid not below best ask, an empty"
          + " side, a metric without a name, an unknown command; in a file, a time that contradicts"
          + " the rows before and after it",
      "the producer's mapping"),
  IN_FUTURE(
      "the fact claims to be known more than `sequence.max-ahead` after its Kafka time; a"
          + " command claims to be given more than that after the market's time; in a file, a time"
          + " more than a day after the machine's clock; in a data vendor's file of bars, no later"
          + " row shows that the bar was over",
      "clocks, and seconds, milliseconds or microseconds"),
  DUPLICATE(
      "a row of a recorded file that was there before, in it or in another", "overlapping files"),
  OUT_OF_SEQUENCE(
      "a change of an order book, or a trade, that does not follow the one before, in a raw"
          + " recording",
      "the recorder or the connection lost messages; a book waits for its next snapshot");

  private final String meaning;
  private final String advice;

  RejectReason(String meaning, String advice) {
    this.meaning = meaning;
    this.advice = advice;
  }

  /** What is wrong with such a record, half a sentence. */
  public String meaning() {
    return meaning;
  }

  /** Where to look for the cause. */
  public String advice() {
    return advice;
  }
}
