package io.tidemark.core.sequence;

import java.util.Arrays;

/**
 * Those of some times that lie together, from the earliest to the latest of them. It grows from the
 * median outwards: so what lies apart at one end says nothing about what is far at the other.
 *
 * <p>Times beyond a gap lie apart where the gap is larger than {@link EdgeGaps} say and than
 * {@value #STEPS} times the largest within the cluster; {@value #LONG_STEPS} times where even a run
 * would lie apart. At most {@value #MOST_APART} can lie apart at one end, and fewer than lie
 * together.
 */
final class MainCluster {

  /** So many times the largest gap within the cluster makes one that others are beyond. */
  static final int STEPS = 64;

  /** The same where the gap is larger than any run may be away. */
  static final int LONG_STEPS = 8;

  /** More than these at one end are none that lie apart. */
  static final int MOST_APART = 16;

  /** Of fewer times one alone is a run: too little is known about usual gaps. */
  private static final int ENOUGH = 5;

  /** Of fewer times none can lie apart from the others. */
  static final int FEWEST = 4;

  private final long[] sorted;
  private final long loneGap;
  private final long runGap;
  private int earliest;
  private int latest;
  private long largestGap;

  /** Whether those beyond a gap belong to the cluster. */
  @FunctionalInterface
  private interface Joins {
    boolean test(int beyond, long gap);
  }

  private MainCluster(long[] sorted, long loneGap, long runGap) {
    this.sorted = sorted;
    this.loneGap = loneGap;
    this.runGap = runGap;
    this.earliest = (sorted.length - 1) / 2;
    this.latest = earliest;
    this.largestGap = Math.min(gap(earliest - 1), gap(earliest));
  }

  /**
   * Of at least {@value #FEWEST} times.
   *
   * @param times in any order; they are sorted
   * @param loneGap a time alone at one end lies apart only beyond a larger gap
   * @param runGap the same for some together
   */
  static MainCluster of(long[] times, long loneGap, long runGap) {
    Arrays.sort(times);
    MainCluster cluster = new MainCluster(times, loneGap, runGap);
    cluster.grow();
    return cluster;
  }

  /** Whether a time lies among those of the cluster. */
  boolean contains(long time) {
    return time >= sorted[earliest] && time <= sorted[latest];
  }

  /** Over usual gaps first: a cluster that is whole knows best whether others are too many. */
  private void grow() {
    boolean isGrowing = true;
    while (isGrowing) {
      isGrowing = growOver(this::isUsual) || growOver(this::areTooMany);
    }
  }

  private boolean growOver(Joins joins) {
    int before = earliest;
    int after = sorted.length - 1 - latest;
    boolean isLeft = before > 0 && joins.test(before, gap(before - 1));
    boolean isRight = after > 0 && joins.test(after, gap(latest));
    earliest -= isLeft ? 1 : 0;
    latest += isRight ? 1 : 0;
    return isLeft || isRight;
  }

  private boolean isUsual(int beyond, long gap) {
    boolean isUsual =
        gap <= (beyond == 1 && sorted.length >= ENOUGH ? loneGap : runGap)
            || gap / (gap > runGap ? LONG_STEPS : STEPS) <= largestGap;
    largestGap = isUsual ? Math.max(largestGap, gap) : largestGap;
    return isUsual;
  }

  private boolean areTooMany(int beyond, long gap) {
    return beyond > MOST_APART || beyond > latest - earliest;
  }

  /** To the time after it. */
  private long gap(int index) {
    return NeighbourJudge.distance(sorted[index + 1], sorted[index]);
  }
}
