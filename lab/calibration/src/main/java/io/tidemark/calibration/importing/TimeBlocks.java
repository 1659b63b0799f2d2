package io.tidemark.calibration.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks of time that are resampled together: rows of one block stay so, and with them their
 * dependence.
 *
 * @param labels a number from 0 for each row
 * @param count how many blocks there are
 */
@SuppressWarnings("ArrayRecordComponent") // lives inside one call
record TimeBlocks(int[] labels, int count) {

  /**
   * Labels rows; those of two exports never share a block.
   *
   * @param length µs
   */
  static TimeBlocks of(AnsweredRows answers, int[] rows, long length) {
    int[] labels = new int[rows.length];
    Map<List<Long>, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < rows.length; i++) {
      List<Long> block =
          List.of((long) answers.of(rows[i]).export, Math.floorDiv(answers.time(rows[i]), length));
      labels[i] = places.computeIfAbsent(block, any -> places.size());
    }
    return new TimeBlocks(labels, places.size());
  }
}
