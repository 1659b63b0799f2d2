package io.tidemark.client.doctor;

/**
 * What came of one check.
 *
 * @param check a word or two
 * @param verdict how it stands
 * @param words what was found, and if need be what to do
 */
public record Finding(String check, Verdict verdict, String words) {

  /** How it stands. */
  public enum Verdict {
    OK("ok"),
    PROBLEM("problem"),
    /** Nobody could be asked, or no answer would mean anything. */
    CANNOT_TELL("cannot tell");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  static Finding ok(String check, String words) {
    return new Finding(check, Verdict.OK, words);
  }

  static Finding problem(String check, String words) {
    return new Finding(check, Verdict.PROBLEM, words);
  }

  static Finding cannotTell(String check, String words) {
    return new Finding(check, Verdict.CANNOT_TELL, words);
  }
}
