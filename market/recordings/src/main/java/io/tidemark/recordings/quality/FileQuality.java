package io.tidemark.recordings.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of the rows of one file: {@code rows = accepted + repaired + refused}.
 *
 * @param name of the file
 * @param about what its rows are
 * @param rows read, without headers and empty lines
 * @param accepted as they stand
 * @param repaired accepted after something was put right
 * @param refused with a reason
 * @param findings what was repaired, refused, refused in part and noted, by kind
 * @param messages what became of the messages that the rows are, for people; empty for tables
 */
public record FileQuality(
    String name,
    String about,
    long rows,
    long accepted,
    long repaired,
    long refused,
    List<Finding> findings,
    List<String> messages) {

  /**
   * One kind of thing that was found.
   *
   * @param verdict repaired, refused, in part or noted
   * @param kind the constant's name
   * @param count rows
   * @param line of the first of them
   * @param detail of the first of them
   */
  public record Finding(String verdict, String kind, long count, long line, String detail) {}

  /** Whether every row is accounted for. */
  public boolean balances() {
    return rows == accepted + repaired + refused;
  }

  /** For people. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(name + ": " + about);
    words.add(
        "  %,d rows = %,d accepted + %,d repaired + %,d refused   %s"
            .formatted(
                rows, accepted, repaired, refused, balances() ? "balanced" : "NOT BALANCED"));
    for (Finding finding : findings) {
      words.add(
          "    %-8s %-15s %,9d   line %d: %s"
              .formatted(
                  finding.verdict(),
                  finding.kind(),
                  finding.count(),
                  finding.line(),
                  finding.detail())
              .stripTrailing());
    }
    messages.forEach(line -> words.add("  " + line));
    return words;
  }
}
