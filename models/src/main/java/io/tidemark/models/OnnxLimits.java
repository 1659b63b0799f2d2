package io.tidemark.models;

/**
 * How large a graph may be: the size of its file says little about the time and the memory that it
 * will take.
 *
 * @param operators of all graphs, sub-graphs and functions of the file
 * @param treeNodes of all tree ensembles, splits and leaves
 * @param numbers in all tensors that one run makes, of the largest batch
 * @param operations about how many additions and multiplications an input may cost
 */
record OnnxLimits(int operators, int treeNodes, long numbers, long operations) {

  /** Far beyond what is shipped: an LSTM of 15 operators, trees of 7,189 nodes. */
  static final OnnxLimits SERVED = new OnnxLimits(2_000, 200_000, 1L << 26, 1_000_000_000L);

  /** For a run of so many inputs. */
  GraphCost cost(int batch) {
    return new GraphCost(numbers, Math.multiplyExact(operations, batch));
  }
}
