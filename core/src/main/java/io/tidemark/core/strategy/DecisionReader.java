package io.tidemark.core.strategy;

import io.tidemark.core.decision.AgreementVote;
import io.tidemark.core.decision.ConditionRoute;
import io.tidemark.core.decision.Decider;
import io.tidemark.core.decision.EuphoriaFade;
import io.tidemark.core.decision.Exposure;
import io.tidemark.core.decision.FeatureCondition;
import io.tidemark.core.decision.FeatureConfirmation;
import io.tidemark.core.decision.HorizonConfluence;
import io.tidemark.core.decision.RecentLogLoss;
import io.tidemark.core.decision.RegimeRoute;
import io.tidemark.core.decision.SingleModel;
import io.tidemark.core.decision.VolatilityEdge;
import io.tidemark.core.decision.WeightedAverage;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the decision of a strategy, and holds it against the models that it names. */
final class DecisionReader {

  private static final int MOST_DEPTH = 8;
  private static final int MOST_PARTS = 64;
  private static final int MOST_CONDITIONS = 16;
  private static final double MOST_BOUND = 1e15;
  private static final String NAMED_BEFORE =
      "is in the list twice: a model counts once, name it once";

  private final StrategyMembers members;
  private final Map<String, Kind> kinds = new TreeMap<>();
  private int depth;

  /** Reads what stands under one key. */
  private interface Kind {
    @Nullable Decider read(SpecNode node);
  }

  DecisionReader(StrategyMembers members) {
    this.members = members;
    kinds.put("single", members::single);
    kinds.put("vote", this::vote);
    kinds.put("confluence", this::confluence);
    kinds.put("confirm", this::confirm);
    kinds.put("route", this::route);
    kinds.put("average", this::average);
    kinds.put("volatility-edge", this::volatilityEdge);
    kinds.put("fade-euphoria", this::fadeEuphoria);
  }

  /** Reads a decision, or the name of a model; null after a problem. */
  @Nullable Decider read(SpecNode node) {
    if (node.isText()) {
      return members.single(node);
    }
    List<Map.Entry<String, SpecNode>> entries =
        node.isMap() ? node.entries("a decision") : List.of();
    Kind kind = entries.size() == 1 ? kinds.get(entries.get(0).getKey()) : null;
    if (kind == null) {
      String what = "must be a model's name or one decision, of " + kinds.keySet();
      node.problem(what + node.was());
      members.leaveUnread();
      return null;
    }
    if (depth == MOST_DEPTH) {
      node.problem("is nested deeper than " + MOST_DEPTH + " decisions: make it flatter");
      members.leaveUnread();
      return null;
    }
    depth++;
    try {
      return kind.read(entries.get(0).getValue());
    } finally {
      depth--;
    }
  }

  /** The same as {@link SpecNode#hasOnly}, of what was to name models. */
  private boolean holdsOnly(SpecNode node, String... keys) {
    boolean holds = node.hasOnly(List.of(keys));
    if (!holds) {
      members.leaveUnread();
    }
    return holds;
  }

  /** The same as {@link SpecNode#items}, of what was to name models. */
  private List<SpecNode> items(SpecNode node, String what) {
    List<SpecNode> found = node.items(what);
    if (found.isEmpty()) {
      members.leaveUnread();
    }
    return found;
  }

  /** The same as {@link SpecNode#entries}, of what was to name models. */
  private List<Map.Entry<String, SpecNode>> entries(SpecNode node, String what) {
    List<Map.Entry<String, SpecNode>> found = node.entries(what);
    if (found.isEmpty()) {
      members.leaveUnread();
    }
    return found;
  }

  private @Nullable Decider vote(SpecNode node) {
    if (!holdsOnly(node, "of", "agree", "sizes")) {
      return null;
    }
    List<Decider> parts = parts(node.child("of"));
    int agree = node.child("agree").whole(1, node.child("of").count());
    TreeMap<Integer, Double> sizes = new TreeMap<>();
    SpecNode given = node.child("sizes");
    if (given.present()) {
      for (Map.Entry<String, SpecNode> each : given.entries("sizes by how many agree")) {
        double size = each.getValue().number(0, 1);
        if (each.getKey().matches("[0-9]{1,2}") && Integer.parseInt(each.getKey()) >= agree) {
          sizes.put(Integer.parseInt(each.getKey()), size);
        } else {
          each.getValue().problem("must be how many agree, " + agree + " or more");
        }
      }
    }
    return new AgreementVote(parts, agree, sizes);
  }

  private @Nullable Decider confluence(SpecNode node) {
    if (!holdsOnly(node, "of")) {
      return null;
    }
    List<Decider> parts = parts(node.child("of"));
    members.noteEqualHorizons(node, parts);
    return parts.isEmpty() ? null : new HorizonConfluence(parts);
  }

  private @Nullable Decider confirm(SpecNode node) {
    if (!holdsOnly(node, "decide", "side", "conditions", "need", "weak")) {
      return null;
    }
    Decider part = read(node.child("decide"));
    Action side = side(node.child("side"));
    List<FeatureCondition> conditions = conditions(node.child("conditions"));
    int need = node.child("need").whole(1, node.child("conditions").count());
    double weak = node.child("weak").number(0, 1, 0);
    return part == null ? null : new FeatureConfirmation(part, side, conditions, need, weak);
  }

  private static Action side(SpecNode node) {
    if (node.present() && !"buy".equals(node.value()) && !"sell".equals(node.value())) {
      node.problem("must be buy or sell" + node.was());
    }
    return "sell".equals(node.value()) ? Action.SELL : Action.BUY;
  }

  private @Nullable Decider route(SpecNode node) {
    if (node.child("by").isMap()) {
      return conditionRoute(node);
    }
    if (!holdsOnly(node, "by", "to", "margin")) {
      return null;
    }
    PinnedModel regime = members.model(node.child("by"), Task.REGIME);
    List<String> states = new ArrayList<>();
    List<Decider> parts = new ArrayList<>();
    for (Map.Entry<String, SpecNode> each :
        entries(node.child("to"), "a decision for each state")) {
      Decider part = read(each.getValue());
      if (part != null) {
        states.add(each.getKey());
        parts.add(part);
      }
    }
    if (regime != null) {
      List<String> there =
          regime.metadata().form().outputs().stream().map(ModelOutput::name).toList();
      if (!states.containsAll(there) || !there.containsAll(states)) {
        node.child("to").problem("must have a decision for each of " + there + ", has " + states);
      }
    }
    requireOneExposure(node.child("to"), parts);
    double margin = node.child("margin").number(0, 1, 0);
    String by = node.child("by").isText() ? node.child("by").text("a model") : "";
    return parts.isEmpty() ? null : new RegimeRoute(by, states, parts, margin);
  }

  /** By a feature, which has its own margin. */
  private @Nullable Decider conditionRoute(SpecNode node) {
    SpecNode to = node.child("to");
    if (!holdsOnly(node, "by", "to") || !holdsOnly(to, "holds", "else")) {
      return null;
    }
    FeatureCondition condition = condition(node.child("by"));
    Decider holds = read(to.child("holds"));
    Decider otherwise = read(to.child("else"));
    if (condition == null || holds == null || otherwise == null) {
      return null;
    }
    requireOneExposure(to, List.of(holds, otherwise));
    return new ConditionRoute(condition, holds, otherwise);
  }

  private @Nullable Decider average(SpecNode node) {
    if (!holdsOnly(node, "of", "by", "answers", "threshold")) {
      return null;
    }
    double threshold = node.child("threshold").number(0, 1);
    SpecNode of = node.child("of");
    if (node.child("by").present()) {
      return byLogLoss(node, of, threshold);
    }
    if (node.child("answers").present()) {
      node.child("answers").problem("belongs to 'by: log-loss': say that, or leave it out");
    }
    List<String> names = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (Map.Entry<String, SpecNode> each : entries(of, "a weight for each model")) {
      members.named(each.getValue(), each.getKey());
      names.add(each.getKey());
      weights.add(each.getValue().number(1e-9, 1e9));
    }
    double[] array = weights.stream().mapToDouble(Double::doubleValue).toArray();
    return WeightedAverage.fixed(names, array, threshold);
  }

  private Decider byLogLoss(SpecNode node, SpecNode of, double threshold) {
    SpecNode by = node.child("by");
    if (!"log-loss".equals(by.value())) {
      by.problem("must be log-loss, or be left out for fixed weights" + by.was());
    }
    int answers = node.child("answers").whole(2, 100_000);
    List<String> names = new ArrayList<>();
    List<RecentLogLoss> losses = new ArrayList<>();
    for (SpecNode each : items(of, "models of task direction")) {
      PinnedModel model = members.model(each, Task.DIRECTION);
      String name = each.isText() ? each.text("a model") : "";
      if (model != null && names.contains(name)) {
        each.problem(NAMED_BEFORE);
      }
      names.add(name);
      long horizon = model == null ? 0 : model.metadata().timing().horizon();
      losses.add(new RecentLogLoss(horizon, answers));
    }
    return WeightedAverage.byLogLoss(names, losses, threshold);
  }

  private @Nullable Decider volatilityEdge(SpecNode node) {
    if (!holdsOnly(node, "model", "implied", "scale", "edge")) {
      return null;
    }
    members.model(node.child("model"), Task.VOLATILITY);
    return new VolatilityEdge(
        node.child("model").isText() ? node.child("model").text("a model") : "",
        members.feature(node.child("implied")),
        node.child("scale").number(1e-9, 1e9, 1),
        node.child("edge").number(1e-6, 100));
  }

  private @Nullable Decider fadeEuphoria(SpecNode node) {
    if (!holdsOnly(node, "decide", "signs", "need", "size")) {
      return null;
    }
    Decider part = read(node.child("decide"));
    if (part != null && part.exposure() == Exposure.VOLATILITY) {
      node.child("decide").problem("is about volatility, which euphoria says nothing of");
    }
    List<FeatureCondition> signs = conditions(node.child("signs"));
    int need = node.child("need").whole(1, node.child("signs").count());
    double size = node.child("size").number(0, 1);
    return part == null ? null : new EuphoriaFade(part, signs, need, size);
  }

  private List<Decider> parts(SpecNode node) {
    List<Decider> parts = new ArrayList<>();
    List<SpecNode> items = items(node, "models or decisions");
    if (items.size() > MOST_PARTS) {
      node.problem("has " + items.size() + " parts, at most " + MOST_PARTS + " are possible");
    }
    for (SpecNode each : items) {
      Decider part = read(each);
      if (part instanceof SingleModel && parts.contains(part)) {
        each.problem(NAMED_BEFORE);
      } else if (part != null) {
        parts.add(part);
      }
    }
    requireOneExposure(node, parts);
    return parts;
  }

  private static void requireOneExposure(SpecNode node, List<Decider> parts) {
    if (parts.stream().map(Decider::exposure).distinct().count() > 1) {
      node.problem("mixes decisions about the price with those about volatility: separate them");
    }
  }

  private List<FeatureCondition> conditions(SpecNode node) {
    List<FeatureCondition> found = new ArrayList<>();
    List<SpecNode> items = node.items("conditions, such as {feature: rsi(14), below: 70}");
    if (items.size() > MOST_CONDITIONS) {
      node.problem("has " + items.size() + " conditions, at most " + MOST_CONDITIONS);
    }
    for (SpecNode each : items) {
      FeatureCondition condition = condition(each);
      if (condition != null) {
        found.add(condition);
      }
    }
    return found;
  }

  private @Nullable FeatureCondition condition(SpecNode node) {
    if (!node.hasOnly(List.of("feature", "above", "below"))) {
      return null;
    }
    boolean above = node.child("above").present();
    if (above == node.child("below").present()) {
      node.problem("must have either above or below");
      return null;
    }
    double bound = node.child(above ? "above" : "below").number(-MOST_BOUND, MOST_BOUND);
    return new FeatureCondition(members.feature(node.child("feature")), above, bound);
  }
}
