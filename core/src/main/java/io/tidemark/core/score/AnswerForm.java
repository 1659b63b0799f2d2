package io.tidemark.core.score;

import io.tidemark.core.score.ModelOutput.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the numbers of a model's answer mean. Every answer of a model has the form of its model.
 *
 * @param task what the model predicts
 * @param outputs one for each number, in the order of the answer
 */
public record AnswerForm(Task task, List<ModelOutput> outputs) {

  /** Most numbers of an answer. */
  public static final int MOST_OUTPUTS = 64;

  /** One probability of a rise. */
  public static final AnswerForm DIRECTION =
      new AnswerForm(Task.DIRECTION, List.of(ModelOutput.of("probability", Role.PROBABILITY)));

  /** Nobody is asked. */
  static final AnswerForm NONE = new AnswerForm(Task.DIRECTION, List.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  public AnswerForm {
    outputs = List.copyOf(outputs);
  }

  /**
   * A form that makes sense.
   *
   * @throws IllegalArgumentException with all of {@link #violations}
   */
  public static AnswerForm of(Task task, List<ModelOutput> outputs) {
    List<String> violations = violations(task, outputs);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", violations));
    }
    return new AnswerForm(task, outputs);
  }

  /** What is wrong with such outputs, one sentence each; empty when nothing is. */
  public static List<String> violations(Task task, List<ModelOutput> outputs) {
    List<String> found = new ArrayList<>();
    if (outputs.isEmpty() || outputs.size() > MOST_OUTPUTS) {
      found.add("a model has 1 to " + MOST_OUTPUTS + " outputs, was " + outputs.size());
    }
    Set<String> names = new HashSet<>();
    for (ModelOutput output : outputs) {
      if (!NAME.matcher(output.name()).matches()) {
        found.add("a name has the form " + NAME + ", was " + output.name());
      }
      if (!names.add(output.name())) {
        found.add("two outputs are called " + output.name());
      }
      boolean quantile = output.role() == Role.QUANTILE;
      if (quantile ? !(output.level() > 0 && output.level() < 1) : output.level() != 0) {
        found.add(
            output.name()
                + (quantile ? " must have a level within 0 and 1" : " must have no level")
                + ", was "
                + output.level());
      }
      if (!task.roles().contains(output.role())) {
        found.add(
            output.name() + " is " + output.role() + ", task " + task + " has " + task.roles());
      }
    }
    found.addAll(task.violations(outputs));
    return found;
  }

  /** How many numbers an answer has. */
  public int width() {
    return outputs.size();
  }

  /** Whether the answers have a number whose distribution can be watched. */
  public boolean hasScore() {
    return task != Task.REGIME;
  }

  /** How many outputs have a role. */
  static int count(List<ModelOutput> outputs, Role role) {
    int n = 0;
    for (ModelOutput output : outputs) {
      n += output.role() == role ? 1 : 0;
    }
    return n;
  }

  /** The place of the only output of a role; -1 if there is none. */
  int place(Role role) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).role() == role) {
        return i;
      }
    }
    return -1;
  }

  /** The place of the number that stands for the whole return: the mean, or else the median. */
  public int centre() {
    int mean = place(Role.MEAN);
    for (int i = 0; mean < 0 && i < outputs.size(); i++) {
      if (outputs.get(i).level() == 0.5) {
        return i;
      }
    }
    return mean;
  }
}
