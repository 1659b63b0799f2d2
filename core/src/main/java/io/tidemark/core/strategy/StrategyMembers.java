package io.tidemark.core.strategy;

import io.tidemark.core.decision.Decider;
import io.tidemark.core.decision.SingleModel;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.feature.catalog.FeatureSet;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.SignalPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The models that a decision may name, and which of them it did. */
final class StrategyMembers {

  private final Map<String, MemberSpec> written;
  private final Map<String, PinnedModel> opened;
  private final long barLength;
  private final Set<String> used = new HashSet<>();
  private final List<String> notes = new ArrayList<>();
  private boolean unread;

  /**
   * @param written all that there are
   * @param opened those that could be read
   * @param barLength of the bars on which the decision's features hang, µs
   */
  StrategyMembers(
      Map<String, MemberSpec> written, Map<String, PinnedModel> opened, long barLength) {
    this.written = written;
    this.opened = opened;
    this.barLength = barLength;
  }

  List<String> notes() {
    return notes;
  }

  /**
   * Remembers that a part cannot be read or is missing: which models it was to name is then not
   * known.
   */
  void leaveUnread() {
    unread = true;
  }

  /** Those that no decision named; none where one could not be read. */
  Set<String> unused() {
    if (unread) {
      return Set.of();
    }
    Set<String> left = new TreeSet<>(written.keySet());
    left.removeAll(used);
    return left;
  }

  /** A model that is followed alone; null after a problem. */
  @Nullable Decider single(SpecNode node) {
    String name = nameIn(node, "a model's name");
    return !name.isEmpty() && named(node, name) ? new SingleModel(name, policy(name)) : null;
  }

  private SignalPolicy policy(String name) {
    MemberSpec member = written.get(name);
    SignalPolicy usual = SignalPolicy.defaults();
    return member == null ? usual : new SignalPolicy(member.minStrength(), usual.emit());
  }

  /** Whether there is a model of a name whose answers lean to a side. */
  boolean named(SpecNode node, String name) {
    if (!isWritten(node, name)) {
      return false;
    }
    PinnedModel model = opened.get(name);
    if (model != null && !model.metadata().form().task().hasSides()) {
      node.problem(
          "is "
              + name
              + ", of task "
              + model.metadata().form().task()
              + ", which leans to no side: name one of direction, classes or return");
    }
    return true;
  }

  /** The model of that name, which must have a task; null after a problem, or if not opened. */
  @Nullable PinnedModel model(SpecNode node, Task task) {
    String name = nameIn(node, "the name of a model of task " + task);
    if (name.isEmpty() || !isWritten(node, name)) {
      return null;
    }
    PinnedModel model = opened.get(name);
    if (model != null && model.metadata().form().task() != task) {
      Task is = model.metadata().form().task();
      node.problem("is " + name + ", of task " + is + ": name a model of task " + task);
      return null;
    }
    return model;
  }

  private String nameIn(SpecNode node, String what) {
    String name = node.text(what);
    unread |= name.isEmpty();
    return name;
  }

  private boolean isWritten(SpecNode node, String name) {
    if (!written.containsKey(name)) {
      node.problem("names '" + name + "', which is not among the models " + written.keySet());
      return false;
    }
    used.add(name);
    return true;
  }

  /** A feature's call. */
  String feature(SpecNode node) {
    String call = node.text("a feature, such as rsi(14)");
    if (!call.isEmpty()) {
      try {
        new FeatureSet(List.of(call), barLength);
      } catch (IllegalArgumentException e) {
        node.problem("is no feature: " + e.getMessage());
      }
    }
    return call;
  }

  /** Remembers where horizons that must agree are one and the same. */
  void noteEqualHorizons(SpecNode node, List<Decider> parts) {
    Set<Long> seen = new HashSet<>();
    for (Decider part : parts) {
      for (String name : part.members()) {
        PinnedModel model = opened.get(name);
        if (model != null && !seen.add(model.metadata().timing().horizon())) {
          String far = BarLength.text(model.metadata().timing().horizon());
          notes.add(
              node.key() + ": more than one model looks " + far + " ahead; a vote says the same");
          return;
        }
      }
    }
  }
}
