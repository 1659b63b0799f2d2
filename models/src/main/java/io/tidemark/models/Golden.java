package io.tidemark.models;

import io.tidemark.core.signal.Scorer;
import java.util.ArrayList;
import java.util.List;

/** Inputs of the test period and the answers the model gave when it was made. */
final class Golden {

  /** How far an answer may be from the recorded one; processors differ in the last bits. */
  static final float TOLERANCE = 1e-6f;

  private final String file;
  private final NumberTable table;

  private Golden(String file, NumberTable table) {
    this.file = file;
    this.table = table;
  }

  static Golden parse(String file, byte[] bytes, Manifest manifest) throws ModelRejectedException {
    List<String> names = new ArrayList<>(manifest.featureNames());
    names.add(manifest.output().name());
    return new Golden(file, NumberTable.parse(file, bytes, names));
  }

  int rows() {
    return table.rows();
  }

  float[] input(int row) {
    float[] features = new float[table.columns().length - 1];
    for (int i = 0; i < features.length; i++) {
      features[i] = table.columns()[i][row];
    }
    return features;
  }

  float expected(int row) {
    return table.columns()[table.columns().length - 1][row];
  }

  void requireEqual(Scorer scorer) throws ModelRejectedException {
    for (int row = 0; row < rows(); row++) {
      float found = scorer.score(input(row));
      String where = file + ": line " + (row + 2);
      if (!(found >= 0 && found <= 1)) {
        throw ModelRejectedException.of(where, "a probability within 0 and 1", found);
      }
      if (Math.abs(found - expected(row)) > TOLERANCE) {
        throw ModelRejectedException.of(where, expected(row) + " within " + TOLERANCE, found);
      }
    }
  }
}
