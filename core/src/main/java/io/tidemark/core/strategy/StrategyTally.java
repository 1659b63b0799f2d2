package io.tidemark.core.strategy;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.signal.Action;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a strategy said of one instrument, and how often who abstained and why. */
public final class StrategyTally {

  private final Map<Action, Long> actions = new EnumMap<>(Action.class);
  private final Map<Abstention, Long> abstentions = new EnumMap<>(Abstention.class);
  private final Map<String, MemberTally> members = new LinkedHashMap<>();
  private final Map<String, Long> unknown = new LinkedHashMap<>();
  private double sizes;
  private long changes;
  private @Nullable StrategyAnswer last;

  /** Adds an answer. */
  public void add(StrategyAnswer answer) {
    StrategyAnswer before = last;
    Action action = answer.stance().action();
    changes += before != null && before.stance().action() != action ? 1 : 0;
    actions.merge(action, 1L, Long::sum);
    Abstention why = answer.stance().abstention();
    if (why != null) {
      abstentions.merge(why, 1L, Long::sum);
    }
    sizes += answer.stance().size();
    for (Voice voice : answer.panel().voices()) {
      members.computeIfAbsent(voice.member(), any -> new MemberTally()).add(voice);
    }
    answer
        .panel()
        .features()
        .forEach((call, value) -> unknown.merge(call, value.isNaN() ? 1L : 0L, Long::sum));
    last = answer;
  }

  /** How many answers there were. */
  public long decisions() {
    return actions.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many answers had an action. */
  public long count(Action action) {
    return actions.getOrDefault(action, 0L);
  }

  /** How often the action was another one than before. */
  public long changes() {
    return changes;
  }

  /** Mean size of BUY and SELL, 0 to 1; NaN if there was neither. */
  public double meanSize() {
    return sizes / (count(Action.BUY) + count(Action.SELL));
  }

  /** How often the whole decision abstained, and why. */
  public Map<Abstention, Long> abstentions() {
    return Collections.unmodifiableMap(abstentions);
  }

  /** At how many decisions each of the decision's features was not known, by its call. */
  public Map<String, Long> unknownFeatures() {
    return Collections.unmodifiableMap(unknown);
  }

  /** What each member said, by its name. */
  public Map<String, MemberTally> members() {
    return Collections.unmodifiableMap(members);
  }

  /** The newest answer; null if there was none. */
  public @Nullable StrategyAnswer last() {
    return last;
  }

  /** What one member said at the decisions. */
  public static final class MemberTally {

    private final Map<Abstention, Long> abstentions = new EnumMap<>(Abstention.class);
    private long rises;
    private long falls;
    private long neither;

    private void add(Voice voice) {
      Abstention why = voice.abstention();
      if (why != null) {
        abstentions.merge(why, 1L, Long::sum);
        return;
      }
      int lean = voice.prediction().lean();
      rises += lean > 0 ? 1 : 0;
      falls += lean < 0 ? 1 : 0;
      neither += lean == 0 ? 1 : 0;
    }

    /** Answers that leaned to a rise, however weakly. */
    public long rises() {
      return rises;
    }

    /** Answers that leaned to a fall, however weakly. */
    public long falls() {
      return falls;
    }

    /** Answers that leaned to neither. */
    public long neither() {
      return neither;
    }

    /** How often it abstained, and why. */
    public Map<Abstention, Long> abstentions() {
      return Collections.unmodifiableMap(abstentions);
    }
  }
}
