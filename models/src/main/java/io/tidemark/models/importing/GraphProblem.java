package io.tidemark.models.importing;

/**
 * Why a graph cannot be imported as it is.
 *
 * @param what is wrong, with the names in the file
 * @param mend what to do, where it can be said as the exporter's line
 */
public record GraphProblem(String what, String mend) {

  @Override
  public String toString() {
    return mend.isEmpty() ? what : what + ": " + mend;
  }
}
