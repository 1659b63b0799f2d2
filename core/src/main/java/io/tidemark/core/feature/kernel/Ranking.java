package io.tidemark.core.feature.kernel;

/**
 * The last {@code n} numbers in order of their size: how many, and what sum, lie above one. A treap
 * (Seidel and Aragon, "Randomized search trees", 1996) over {@code n} places that are used in turn;
 * a place's priority is a mix of its number, so that a replay grows the same tree. O(log n)
 * expected. Sums are those of the subtrees, made anew on each path that changes.
 *
 * <p>Cells: next place, whether all are used, root (places are counted from 1, 0 is none), then of
 * each place: number, left, right, size and sum of its subtree.
 *
 * @param n how many; 0 for one that is always full and empty
 */
public record Ranking(int n) {

  private static final int FULL = 1;
  private static final int ROOT = 2;
  private static final int FIRST = 3;

  private static final int LEFT = 1;
  private static final int RIGHT = 2;
  private static final int SIZE = 3;
  private static final int SUM = 4;
  private static final int PLACE = 5;

  public int cells() {
    return n == 0 ? 0 : FIRST + n * PLACE;
  }

  public boolean isFull(double[] cells, int at) {
    return n == 0 || cells[at + FULL] != 0;
  }

  /** Takes in a number, which must be one, and drops the oldest. */
  public void push(double[] cells, int at, double x) {
    if (n == 0) {
      return;
    }
    int place = (int) cells[at] + 1;
    int root = (int) cells[at + ROOT];
    if (isFull(cells, at)) {
      root = remove(cells, at, root, place);
    }
    int cell = cell(at, place);
    cells[cell] = x;
    cells[cell + LEFT] = 0;
    cells[cell + RIGHT] = 0;
    update(cells, at, place);
    cells[at + ROOT] = insert(cells, at, root, place);
    cells[at] = place % n;
    if (place == n) {
      cells[at + FULL] = 1;
    }
  }

  /** How many numbers are above {@code x}. */
  public int countAbove(double[] cells, int at, double x) {
    return (int) above(cells, at, x, SIZE);
  }

  /** Sum of the numbers above {@code x}. */
  public double sumAbove(double[] cells, int at, double x) {
    return above(cells, at, x, SUM);
  }

  /** How many numbers are below {@code x}. */
  public int countBelow(double[] cells, int at, double x) {
    // nothing lies between x and the number before it
    return n == 0 ? 0 : n - countAbove(cells, at, Math.nextDown(x));
  }

  private double above(double[] cells, int at, double x, int what) {
    double total = 0;
    int place = n == 0 ? 0 : (int) cells[at + ROOT];
    while (place != 0) {
      int cell = cell(at, place);
      int right = (int) cells[cell + RIGHT];
      if (cells[cell] > x) {
        total += (what == SIZE ? 1 : cells[cell]) + whole(cells, at, right, what);
        place = (int) cells[cell + LEFT];
      } else {
        place = right;
      }
    }
    return total;
  }

  private int insert(double[] cells, int at, int tree, int place) {
    if (tree == 0) {
      return place;
    }
    int side = isBefore(cells, at, place, tree) ? LEFT : RIGHT;
    int child = insert(cells, at, child(cells, at, tree, side), place);
    cells[cell(at, tree) + side] = child;
    if (priority(child) > priority(tree)) {
      return rotate(cells, at, tree, side);
    }
    update(cells, at, tree);
    return tree;
  }

  private int remove(double[] cells, int at, int tree, int place) {
    if (tree == place) {
      return merge(cells, at, child(cells, at, tree, LEFT), child(cells, at, tree, RIGHT));
    }
    int side = isBefore(cells, at, place, tree) ? LEFT : RIGHT;
    cells[cell(at, tree) + side] = remove(cells, at, child(cells, at, tree, side), place);
    update(cells, at, tree);
    return tree;
  }

  /** All of {@code a} comes before all of {@code b}. */
  private int merge(double[] cells, int at, int a, int b) {
    if (a == 0 || b == 0) {
      return a + b;
    }
    int top = priority(a) > priority(b) ? a : b;
    if (top == a) {
      cells[cell(at, a) + RIGHT] = merge(cells, at, child(cells, at, a, RIGHT), b);
    } else {
      cells[cell(at, b) + LEFT] = merge(cells, at, a, child(cells, at, b, LEFT));
    }
    update(cells, at, top);
    return top;
  }

  /** The child on this side goes up, the tree goes down on the other. */
  private int rotate(double[] cells, int at, int tree, int side) {
    int other = LEFT + RIGHT - side;
    int child = child(cells, at, tree, side);
    cells[cell(at, tree) + side] = child(cells, at, child, other);
    cells[cell(at, child) + other] = tree;
    update(cells, at, tree);
    update(cells, at, child);
    return child;
  }

  private void update(double[] cells, int at, int place) {
    int cell = cell(at, place);
    int left = (int) cells[cell + LEFT];
    int right = (int) cells[cell + RIGHT];
    cells[cell + SIZE] = 1 + whole(cells, at, left, SIZE) + whole(cells, at, right, SIZE);
    cells[cell + SUM] = cells[cell] + whole(cells, at, left, SUM) + whole(cells, at, right, SUM);
  }

  private static double whole(double[] cells, int at, int tree, int what) {
    return tree == 0 ? 0 : cells[cell(at, tree) + what];
  }

  private static int child(double[] cells, int at, int tree, int side) {
    return (int) cells[cell(at, tree) + side];
  }

  /** By size, and where that is equal by place. */
  private static boolean isBefore(double[] cells, int at, int a, int b) {
    double x = cells[cell(at, a)];
    double y = cells[cell(at, b)];
    return x < y || (x == y && a < b);
  }

  private static int cell(int at, int place) {
    return at + FIRST + (place - 1) * PLACE;
  }

  /** Differs from place to place: each step can be undone. */
  private static int priority(int place) {
    int mixed = place * 0x9E3779B1;
    mixed ^= mixed >>> 15;
    mixed *= 0x85EBCA77;
    return mixed ^ (mixed >>> 13);
  }
}
