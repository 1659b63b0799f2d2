package io.tidemark.core.strategy;

import io.tidemark.core.decision.Decider;
import io.tidemark.core.decision.VolatilitySizing;
import io.tidemark.core.feature.BarLength;
import io.tidemark.core.score.Task;
import io.tidemark.core.signal.SignalPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A strategy as it is written, before its models are opened. All that is wrong with it and with its
 * models is said at once, by {@link #build}.
 */
public final class StrategyDraft {

  private static final List<String> KEYS = List.of("strategy", "bar", "models", "decide", "size");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final int MOST_MODELS = 32;
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final String source;
  private final List<String> problems = new ArrayList<>();
  private final SpecNode root;
  private final Map<String, MemberSpec> members = new LinkedHashMap<>();
  private final String name;

  private StrategyDraft(String source, @Nullable Object tree) {
    this.source = source;
    this.root = SpecNode.root(tree, problems);
    root.hasOnly(KEYS);
    this.name = name(root.child("strategy"), root.child("strategy").text("the strategy's name"));
    for (Map.Entry<String, SpecNode> each : root.child("models").entries("models by name")) {
      member(each.getKey(), each.getValue());
    }
    if (members.size() > MOST_MODELS) {
      root.child("models").problem("are " + members.size() + ", at most " + MOST_MODELS);
    }
  }

  /**
   * Reads what stands in a file.
   *
   * @param source where it was read from, for people
   * @param tree maps by text, lists, texts, numbers and booleans
   */
  public static StrategyDraft of(String source, @Nullable Object tree) {
    return new StrategyDraft(source, tree);
  }

  /** The models whose artefacts are to be read. */
  public List<MemberSpec> members() {
    return List.copyOf(members.values());
  }

  /** Adds what is wrong with a model's artefact. */
  public void reject(MemberSpec member, String why) {
    problems.add("models." + member.name() + ".path " + why);
  }

  /**
   * Reads the decision.
   *
   * @param opened the models that could be read, by name
   * @throws InvalidStrategyException with all that is wrong
   */
  public Strategy build(Map<String, PinnedModel> opened) {
    long barLength = barLength(opened);
    StrategyMembers known = new StrategyMembers(members, opened, barLength);
    Decider decision = new DecisionReader(known).read(root.child("decide"));
    if (root.child("size").present() && decision != null) {
      decision = sized(known, root.child("size"), decision);
    }
    for (String each : known.unused()) {
      problems.add("models." + each + " is used by no decision: use it or leave it out");
    }
    if (!problems.isEmpty() || decision == null) {
      throw new InvalidStrategyException(source, problems);
    }
    String canonical = CanonicalText.of(pinned(opened, barLength));
    Map<String, PinnedModel> ordered = new LinkedHashMap<>();
    members
        .keySet()
        .forEach(each -> ordered.put(each, Objects.requireNonNull(opened.get(each), each)));
    return new Strategy(
        name,
        barLength,
        Collections.unmodifiableMap(ordered),
        decision,
        canonical,
        CanonicalText.hash(canonical),
        List.copyOf(known.notes()));
  }

  private static String name(SpecNode node, String text) {
    if (!text.isEmpty() && !NAME.matcher(text).matches()) {
      node.problem("must be of the form " + NAME + ", was " + text);
    }
    return text;
  }

  private void member(String member, SpecNode node) {
    name(node, member);
    SpecNode path = node.child("path");
    if (node.hasOnly(List.of("path", "min-strength", "remote"))) {
      double usual = SignalPolicy.defaults().minStrength();
      double minStrength = node.child("min-strength").number(0, 100, usual);
      String where = path.text("the directory of a model version");
      RemoteSpec remote = RemoteReader.read(node.child("remote"));
      members.put(member, new MemberSpec(member, where, minStrength, remote));
    }
  }

  private static @Nullable Decider sized(StrategyMembers known, SpecNode node, Decider decision) {
    if (!node.hasOnly(List.of("by", "model", "target"))) {
      known.leaveUnread();
      return null;
    }
    SpecNode by = node.child("by");
    if (!"volatility".equals(by.value())) {
      by.problem("must be volatility" + by.was());
    }
    known.model(node.child("model"), Task.VOLATILITY);
    String model = node.child("model").isText() ? node.child("model").text("a model") : "";
    return new VolatilitySizing(decision, model, node.child("target").number(1e-6, 100));
  }

  /** As it is written, or the shortest bar of the models. */
  private long barLength(Map<String, PinnedModel> opened) {
    SpecNode bar = root.child("bar");
    if (bar.present()) {
      try {
        return BarLength.micros(bar.text("the length of a bar, such as 1h"));
      } catch (IllegalArgumentException e) {
        bar.problem("must be the length of a bar, such as 1h: " + e.getMessage());
      }
    }
    return opened.values().stream()
        .mapToLong(model -> model.metadata().timing().barLength())
        .min()
        .orElse(HOUR_MICROS);
  }

  /** What was written, with the models' contents in place of their paths. */
  private Map<String, Object> pinned(Map<String, PinnedModel> opened, long barLength) {
    Map<String, Object> models = new TreeMap<>();
    for (MemberSpec member : members.values()) {
      PinnedModel model = opened.get(member.name());
      if (model != null) {
        models.put(member.name(), pinned(member, model));
      }
    }
    Map<String, Object> all = new TreeMap<>();
    all.put("strategy", name);
    all.put("bar", BarLength.text(barLength));
    all.put("models", models);
    all.put("decide", root.child("decide").value());
    Object size = root.child("size").value();
    if (size != null) {
      all.put("size", size);
    }
    return all;
  }

  private static Map<String, Object> pinned(MemberSpec member, PinnedModel model) {
    Map<String, Object> pinned = new TreeMap<>();
    pinned.put("id", model.ref().id());
    pinned.put("version", model.ref().version());
    pinned.put("manifest", model.ref().sha256());
    pinned.put("min-strength", member.minStrength());
    RemoteSpec remote = member.remote();
    if (remote != null) {
      pinned.put("remote", RemoteReader.pinned(remote));
    }
    return pinned;
  }
}
