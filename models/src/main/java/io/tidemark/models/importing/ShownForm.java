package io.tidemark.models.importing;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the numbers of a model's answer are, as far as its graph shows it. */
final class ShownForm {

  private static final Set<String> UP = Set.of("1", "up", "rise", "buy", "long", "pos");
  private static final Set<String> FLAT = Set.of("0", "flat", "hold", "neutral", "none");
  private static final Set<String> DOWN = Set.of("-1", "down", "fall", "sell", "short", "neg");

  private ShownForm() {}

  /** Null if somebody has to say it. */
  static @Nullable AnswerForm of(AnswerSource source) {
    Task task = source.task();
    int width = source.width();
    return switch (task) {
      case DIRECTION -> AnswerForm.DIRECTION;
      case CLASSES -> classes(source.outputs().get(0).classes());
      case RETURN ->
          width == 1 ? one(task, Role.MEAN) : source.outputs().size() == 2 ? pair() : null;
      case VOLATILITY -> one(task, Role.VOLATILITY);
      case REGIME -> regimes(width);
    };
  }

  private static AnswerForm one(Task task, Role role) {
    return AnswerForm.of(task, List.of(ModelOutput.of(role.toString(), role)));
  }

  private static AnswerForm pair() {
    return AnswerForm.of(
        Task.RETURN,
        List.of(ModelOutput.of("mean", Role.MEAN), ModelOutput.of("sigma", Role.SIGMA)));
  }

  /** Three classes of numbers are -1, 0, 1, or mean whatever somebody says they do. */
  private static @Nullable AnswerForm classes(List<String> labels) {
    List<ModelOutput> outputs = new ArrayList<>();
    for (String label : labels) {
      Role role = role(label.toLowerCase(Locale.ROOT));
      if (role == null) {
        return null;
      }
      outputs.add(ModelOutput.of(role.toString(), role));
    }
    return AnswerForm.violations(Task.CLASSES, outputs).isEmpty()
        ? AnswerForm.of(Task.CLASSES, outputs)
        : null;
  }

  private static @Nullable Role role(String label) {
    if (UP.contains(label)) {
      return Role.UP;
    }
    if (DOWN.contains(label)) {
      return Role.DOWN;
    }
    return FLAT.contains(label) ? Role.FLAT : null;
  }

  private static AnswerForm regimes(int width) {
    List<ModelOutput> outputs = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      outputs.add(ModelOutput.of("regime" + i, Role.REGIME));
    }
    return AnswerForm.of(Task.REGIME, outputs);
  }
}
