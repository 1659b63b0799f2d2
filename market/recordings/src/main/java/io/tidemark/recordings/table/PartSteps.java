package io.tidemark.recordings.table;

/** By which steps in time the rows of a part of a file follow each other. */
interface PartSteps {

  /** Whether a row of this time, ms, goes on where others end. */
  boolean goesOn(long end, long time);

  /** Lets longer steps be; false where there are no longer ones. */
  boolean lengthen();

  /** Steps of about one length: a step by many of the smallest ones may lead over another part. */
  final class Alike implements PartSteps {

    private static final int MANY = 16;

    private long smallest = Long.MAX_VALUE;

    @Override
    public boolean goesOn(long end, long time) {
      long step = time - end;
      smallest = step > 0 ? Math.min(smallest, step) : smallest;
      return step >= 0 && step / MANY < smallest;
    }

    @Override
    public boolean lengthen() {
      return false;
    }
  }

  /**
   * Steps of any length, and back by up to a minute, as in trades. No length of them leads over
   * another part for sure: longer and longer ones are tried.
   */
  final class Irregular implements PartSteps {

    private static final long MINUTE = 60_000;
    private static final long LONGEST = 60 * 1_440 * MINUTE;

    private long longest = 60 * MINUTE;

    @Override
    public boolean goesOn(long end, long time) {
      return time - end >= -MINUTE && time - end <= longest;
    }

    @Override
    public boolean lengthen() {
      longest *= 2;
      return longest <= LONGEST;
    }
  }
}
