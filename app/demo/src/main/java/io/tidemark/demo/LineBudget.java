package io.tidemark.demo;

import java.io.PrintStream;

/** Lines of one kind on the screen: the first so many, then one that says where the others are. */
final class LineBudget {

  private final PrintStream out;
  private final int most;
  private final String what;
  private long count;

  /**
   * @param most how many are printed
   * @param what as {@code ./tidemark tail} calls them
   */
  LineBudget(PrintStream out, int most, String what) {
    this.out = out;
    this.most = most;
    this.what = what;
  }

  void print(String line) {
    count++;
    if (count <= most) {
      out.println(line);
    } else if (count == most + 1L) {
      out.println("  ... more " + what + ": ./tidemark tail " + what + " shows them all");
    }
  }
}
