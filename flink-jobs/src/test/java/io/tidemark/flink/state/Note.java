package io.tidemark.flink.state;

/** A struct for the tests of this package: changes in place, like all state. */
final class Note {

  String text;
  int times;

  Note(String text, int times) {
    this.text = text;
    this.times = times;
  }
}
