package io.tidemark.flink.config.text;

/** Who gave an option its value. */
public enum OptionSource {
  /** Nobody: the option's own default. */
  DEFAULT("default"),
  /** The configuration file. */
  FILE("file"),
  /** An assignment of the command line. */
  SET("--set");

  private final String words;

  OptionSource(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
