package io.tidemark.bench;

import java.util.List;

/** What was measured of one subject. */
public interface BenchSection {

  /** Its tables, for people. */
  List<String> lines();

  /** Whether what must hold for the figures to mean anything did: nothing lost, nothing wrong. */
  boolean holds();
}
