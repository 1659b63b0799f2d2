package io.tidemark.core.score;

import io.tidemark.core.score.ModelOutput.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a model predicts, and what follows from it: which answers make sense, and the one number
 * that stands for an answer.
 *
 * <p>See RATIONALE.md, "What may a model answer?"
 */
public enum Task {

  /** Whether the price rises: one probability. Its score is the probability itself. */
  DIRECTION(0.5, "which is not a probability") {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.PROBABILITY);
    }

    @Override
    List<String> violations(List<ModelOutput> outputs) {
      return outputs.size() == 1 ? List.of() : List.of("task direction has one output");
    }

    @Override
    boolean isSound(Prediction prediction) {
      return isProbability(prediction.first());
    }

    @Override
    float scoreOf(Prediction prediction) {
      return prediction.first();
    }
  },

  /**
   * Which of several things the price does, each on the side of a rise, of a fall, or of neither.
   * Its score is the probability of all rises less that of all falls.
   */
  CLASSES(0, "which are not probabilities of one whole") {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.UP, Role.FLAT, Role.DOWN);
    }

    @Override
    List<String> violations(List<ModelOutput> outputs) {
      boolean both =
          AnswerForm.count(outputs, Role.UP) > 0 && AnswerForm.count(outputs, Role.DOWN) > 0;
      return both
          ? List.of()
          : List.of("task classes needs a class up and one down; where there is none it is regime");
    }

    @Override
    boolean isSound(Prediction prediction) {
      return areOfOneWhole(prediction);
    }

    @Override
    float scoreOf(Prediction prediction) {
      List<ModelOutput> outputs = prediction.form().outputs();
      double up = 0;
      double down = 0;
      for (int i = 0; i < outputs.size(); i++) {
        switch (outputs.get(i).role()) {
          case UP -> up += prediction.number(i);
          case DOWN -> down += prediction.number(i);
          default -> {
            // neither side
          }
        }
      }
      return (float) (up - down);
    }
  },

  /**
   * The return over the horizon: its mean, with or without a sigma, or quantiles with the median
   * among them. Its score is mean / sigma, or the mean or median alone.
   */
  RETURN(0, "which is no return with a sigma above 0 or with quantiles that do not fall") {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.MEAN, Role.SIGMA, Role.QUANTILE);
    }

    @Override
    List<String> violations(List<ModelOutput> outputs) {
      return violationsOfReturn(outputs);
    }

    @Override
    boolean isSound(Prediction prediction) {
      return isReturn(prediction) && Float.isFinite(scoreOf(prediction));
    }

    @Override
    float scoreOf(Prediction prediction) {
      float centre = prediction.number(prediction.form().centre());
      int sigma = prediction.form().place(Role.SIGMA);
      return sigma < 0 ? centre : centre / prediction.number(sigma);
    }
  },

  /** How far the price will move, either way. Its score is the volatility itself. */
  VOLATILITY(0, "which is no volatility") {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.VOLATILITY);
    }

    @Override
    List<String> violations(List<ModelOutput> outputs) {
      return outputs.size() == 1 ? List.of() : List.of("task volatility has one output");
    }

    @Override
    boolean isSound(Prediction prediction) {
      return prediction.first() >= 0 && prediction.first() < Float.POSITIVE_INFINITY;
    }

    @Override
    float scoreOf(Prediction prediction) {
      return prediction.first();
    }
  },

  /** In which state the market is: a probability for each. It has no score. */
  REGIME(0, "which are not probabilities of one whole") {
    @Override
    Set<Role> roles() {
      return EnumSet.of(Role.REGIME);
    }

    @Override
    List<String> violations(List<ModelOutput> outputs) {
      return outputs.size() > 1 ? List.of() : List.of("task regime has at least 2 outputs");
    }

    @Override
    boolean isSound(Prediction prediction) {
      return areOfOneWhole(prediction);
    }

    @Override
    float scoreOf(Prediction prediction) {
      return Float.NaN;
    }
  };

  /** How far probabilities of one whole may be from 1; float16 and int8 graphs round so. */
  static final double WHOLE_TOLERANCE = 1e-2;

  private final double neutral;
  private final String fault;

  Task(double neutral, String fault) {
    this.neutral = neutral;
    this.fault = fault;
  }

  /** What its outputs may be. */
  abstract Set<Role> roles();

  /** The score at which an answer says nothing. */
  public double neutral() {
    return neutral;
  }

  /** Whether it answers a probability for each of several outcomes. */
  public boolean hasClasses() {
    return this == CLASSES || this == REGIME;
  }

  /**
   * Whether the drift of the score may pause the model. A volatility lives in regimes: that it
   * leaves those of the reference is its work, and says nothing against the model.
   */
  public boolean scoreMayPause() {
    return this != VOLATILITY;
  }

  /** Whether an answer leans to a rise or a fall. */
  public boolean hasSides() {
    return this == DIRECTION || this == CLASSES || this == RETURN;
  }

  /** What is to be said of an answer that makes no sense, behind its numbers. */
  public String fault() {
    return fault;
  }

  /** What is wrong with these outputs together; each is one of {@link #roles()}. */
  abstract List<String> violations(List<ModelOutput> outputs);

  /** Whether the numbers of an answer can be what their outputs say. */
  abstract boolean isSound(Prediction prediction);

  /** The one number of a sound answer; NaN where there is none. */
  abstract float scoreOf(Prediction prediction);

  /** As manifests, options and messages write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean isProbability(float number) {
    return number >= 0 && number <= 1;
  }

  private static boolean areOfOneWhole(Prediction prediction) {
    double sum = 0;
    for (int i = 0; i < prediction.form().width(); i++) {
      if (!isProbability(prediction.number(i))) {
        return false;
      }
      sum += prediction.number(i);
    }
    return Math.abs(sum - 1) <= WHOLE_TOLERANCE;
  }

  private static boolean isReturn(Prediction prediction) {
    List<ModelOutput> outputs = prediction.form().outputs();
    float below = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < outputs.size(); i++) {
      float number = prediction.number(i);
      Role role = outputs.get(i).role();
      if (!Float.isFinite(number)
          || (role == Role.SIGMA && !(number > 0))
          || (role == Role.QUANTILE && number < below)) {
        return false;
      }
      below = role == Role.QUANTILE ? number : below;
    }
    return true;
  }

  private static List<String> violationsOfReturn(List<ModelOutput> outputs) {
    List<String> found = new ArrayList<>();
    int means = AnswerForm.count(outputs, Role.MEAN);
    int sigmas = AnswerForm.count(outputs, Role.SIGMA);
    double below = 0;
    boolean median = false;
    for (ModelOutput output : outputs) {
      if (output.role() == Role.QUANTILE) {
        if (!(output.level() > below)) {
          found.add("the levels of quantiles must rise, " + output.name() + " does not");
        }
        below = output.level();
        median |= output.level() == 0.5;
      }
    }
    if (means > 1 || sigmas > means) {
      found.add("task return has at most one mean, and at most one sigma beside it");
    }
    if (means == 0 && !median) {
      found.add("task return needs a mean or the quantile of level 0.5");
    }
    return found;
  }
}
