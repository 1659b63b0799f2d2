package io.tidemark.models;

/**
 * How large a graph may be: the size of its file says little about the time and the memory that it
 * will take.
 *
 * @param operators of all graphs, sub-graphs and functions of the file
 * @param treeNodes of all tree ensembles, splits and leaves
 */
record OnnxLimits(int operators, int treeNodes) {

  /** Far beyond what is shipped: an LSTM of 15 operators, trees of 7,189 nodes. */
  static final OnnxLimits SERVED = new OnnxLimits(2_000, 200_000);
}
