package io.tidemark.models.importing;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Task;
import io.tidemark.models.importing.ImportCheck.CheckedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the numbers of an answer are, as somebody writes it: {@code down, flat, up}. */
public final class NamedOutputs {

  private NamedOutputs() {}

  /**
   * Reads {@code NAME:ROLE} or {@code NAME:quantile:LEVEL}, separated by commas; where the name is
   * a role, it is enough.
   *
   * @throws IllegalArgumentException saying which part is none
   */
  public static List<ModelOutput> parse(String written) {
    List<ModelOutput> outputs = new ArrayList<>();
    for (String part : written.split(",", -1)) {
      String[] words = part.strip().split(":", -1);
      try {
        Role role = Role.valueOf(words[words.length == 1 ? 0 : 1].strip().toUpperCase(Locale.ROOT));
        double level = words.length > 2 ? Double.parseDouble(words[2]) : 0;
        outputs.add(new ModelOutput(words[0].strip(), role, level));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "'%s' is no output: write NAME:ROLE, or NAME:quantile:LEVEL, with a role of %s"
                .formatted(part.strip(), List.of(Role.values())),
            e);
      }
    }
    return outputs;
  }

  /**
   * Why there is no form of a model's answers: neither file nor person says it, or the person says
   * another; empty if there is one.
   *
   * @param said of the numbers, in their order; empty if the file shows it
   */
  public static List<String> violations(CheckedModel model, Task task, List<ModelOutput> said) {
    int width = width(model);
    if (said.isEmpty()) {
      return model.form() != null
          ? List.of()
          : List.of(
              "the file does not show what the %d numbers of its answers are: say it in their order, such as --outputs %s"
                  .formatted(width, example(task)));
    }
    if (said.size() != width) {
      return List.of(
          "--outputs has %d, and the model answers %d numbers: name each once, in their order"
              .formatted(said.size(), width));
    }
    List<String> violations = AnswerForm.violations(task, said);
    return violations.isEmpty()
        ? List.of()
        : Stream.concat(
                violations.stream().map("--outputs: "::concat),
                Stream.of("say --outputs as in " + example(task)))
            .toList();
  }

  /**
   * The form of a model's answers.
   *
   * @param said of the numbers, in their order; empty if the file shows it
   * @throws IllegalArgumentException with all {@link #violations}
   */
  public static AnswerForm form(CheckedModel model, Task task, List<ModelOutput> said) {
    List<String> violations = violations(model, task, said);
    AnswerForm shown = model.form();
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", violations));
    }
    if (said.isEmpty() && shown != null) {
      return shown;
    }
    return task == Task.DIRECTION ? AnswerForm.DIRECTION : AnswerForm.of(task, said);
  }

  private static int width(CheckedModel model) {
    List<Long> shape = model.model().output().shape();
    return shape.size() == 1 ? 1 : Math.toIntExact(shape.get(1));
  }

  private static String example(Task task) {
    return switch (task) {
      case DIRECTION -> "probability";
      case CLASSES -> "down,flat,up";
      case RETURN -> "q05:quantile:0.05,q50:quantile:0.5,q95:quantile:0.95";
      case VOLATILITY -> "volatility";
      case REGIME -> "calm:regime,wild:regime";
    };
  }
}
