package io.tidemark.models.importing;

/** How the features of one row, or of a window of rows, lie in an input of a graph. */
enum InputLayout {
  /** [B, F]: the features of one bar. */
  FLAT("one bar"),
  /** [B, F] beside a window: the features of the window's last bar. */
  STATIC("the last bar of the window"),
  /** [B, T, F]: bar after bar, the oldest first. */
  WINDOW("a window, bar after bar"),
  /** [B, F, T]: feature after feature. */
  TRANSPOSED("a window, transposed"),
  /** [B, T * F]: bar after bar, the oldest first. */
  LAID_FLAT("a window laid flat, bar after bar, the oldest first"),
  /** [B]: one feature of one bar. */
  NUMBER("one number");

  private final String words;

  InputLayout(String words) {
    this.words = words;
  }

  boolean isWindow() {
    return this == WINDOW || this == TRANSPOSED || this == LAID_FLAT;
  }

  @Override
  public String toString() {
    return words;
  }
}
