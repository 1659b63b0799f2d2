package io.tidemark.core.strategy;

import io.tidemark.core.decision.Abstention;
import io.tidemark.core.decision.Panel;
import io.tidemark.core.decision.SingleModel;
import io.tidemark.core.decision.Stance;
import io.tidemark.core.decision.StrategyAnswer;
import io.tidemark.core.decision.Voice;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.market.MarketInput;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Prediction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * DECISION: what the members say of an event becomes what the strategy says. It stands between the
 * members' drift gates and the risk gate.
 *
 * <p>An answer stands until its member is asked again, at most for the member's horizon. A paused
 * member abstains. The risk gate is given one assessment of each event: of a member that was asked,
 * if possible of one that is not paused, answered with what makes sense, and whose answers lean to
 * a side, and of several the first. It is told of a pause only if all members are paused.
 *
 * <p>See RATIONALE.md, "Whose strength sizes what a strategy decides?"
 *
 * <p>Holds no state of its own; one object serves all instruments of a task.
 */
public final class StrategyDecision {

  private static final int ASKED = 8;
  private static final int RUNNING = 4;
  private static final int SOUND = 2;
  private static final int LEANING = 1;

  private static final double FULL_STRENGTH = 100;

  private final Strategy strategy;
  private final List<String> names;
  private final List<PinnedModel> models;
  private final List<String> features;
  private final int cells;
  private final boolean single;
  private final int volatilityPlace;

  /** Of a strategy that was checked. */
  public StrategyDecision(Strategy strategy) {
    this.strategy = strategy;
    this.names = List.copyOf(strategy.models().keySet());
    this.models = List.copyOf(strategy.models().values());
    this.features = strategy.features();
    this.cells = strategy.decision().cells();
    this.single = strategy.decision() instanceof SingleModel;
    String volatility = strategy.volatilityModel();
    this.volatilityPlace = volatility == null ? -1 : names.indexOf(volatility);
  }

  /**
   * Takes in what the members say of the next event.
   *
   * @param state the instrument's, which may change
   * @param answers of the members that say something, at least one, in the order of the strategy
   * @param values of the strategy's features, in their order; NaN where one is not known
   */
  public Decided step(StrategyState state, List<MemberAnswer> answers, double[] values) {
    state.layOut(strategy.hash(), names.size(), cells);
    List<Integer> closed = new ArrayList<>(answers.size());
    boolean asked = false;
    MemberAnswer speaker = answers.get(0);
    for (MemberAnswer answer : answers) {
      Assessment assessment = answer.gated().assessment();
      MemberState member = state.members[answer.member()];
      member.drift = answer.gated().drift();
      state.clock = Math.max(state.clock, assessment.clock());
      if (assessment.scored() || assessment.barClosed()) {
        asked = true;
        hear(member, models.get(answer.member()), answer.gated());
        if (assessment.barClosed()) {
          closed.add(answer.member());
        }
      }
      speaker = rank(answer) > rank(speaker) ? answer : speaker;
    }
    double price = speaker.gated().assessment().market().value(MarketInput.PRICE);
    state.price = Double.isNaN(price) ? state.price : price;
    StrategyAnswer said = asked ? decide(state, speaker, closed, values) : null;
    return new Decided(
        speaker.member(),
        unlessAllPaused(state, speaker.gated()),
        said,
        single,
        strength(state, speaker),
        volatility(state));
  }

  private static void hear(MemberState member, PinnedModel model, Gated gated) {
    Assessment assessment = gated.assessment();
    if (gated.drift().status() == DriftStatus.PAUSED) {
      member.silent(Abstention.DRIFT_PAUSED);
    } else if (assessment.prediction().silent()) {
      member.silent(Abstention.NO_ANSWER);
    } else if (assessment.scored()) {
      Prediction prediction = assessment.prediction();
      member.abstention = prediction.isValid() ? null : Abstention.INVALID_ANSWER;
      member.prediction = prediction;
      member.strength = model.metadata().calibration().strength(prediction);
      member.answeredAt = assessment.clock();
    } else {
      member.silent(Abstention.NOT_WARM);
    }
  }

  private int rank(MemberAnswer answer) {
    Assessment assessment = answer.gated().assessment();
    return (assessment.scored() ? ASKED : 0)
        + (answer.gated().drift().status() == DriftStatus.PAUSED ? 0 : RUNNING)
        + (assessment.prediction().isValid() ? SOUND : 0)
        + (leans(answer.member()) ? LEANING : 0);
  }

  private boolean leans(int member) {
    return models.get(member).metadata().form().task().hasSides();
  }

  /**
   * The speaker's, or where its answers lean to no side, the standing one of the first member whose
   * do: how strong a volatility is says nothing for a position. 0 where none of them speaks, and
   * full where there is none.
   */
  private double strength(StrategyState state, MemberAnswer speaker) {
    if (leans(speaker.member())) {
      Prediction prediction = speaker.gated().assessment().prediction();
      return models.get(speaker.member()).metadata().calibration().strength(prediction);
    }
    boolean any = false;
    for (int i = 0; i < models.size(); i++) {
      if (leans(i)) {
        if (silence(state, i) == null) {
          return state.members[i].strength;
        }
        any = true;
      }
    }
    return any ? 0 : FULL_STRENGTH;
  }

  private StrategyAnswer decide(
      StrategyState state, MemberAnswer speaker, Collection<Integer> closed, double[] values) {
    List<Voice> voices = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      voices.add(voice(state, i, closed.contains(i)));
    }
    Map<String, Double> known = new TreeMap<>();
    for (int i = 0; i < features.size(); i++) {
      known.put(features.get(i), values[i]);
    }
    Panel panel = new Panel(state.clock, state.price, voices, known);
    Stance stance = strategy.decision().step(state.decision, 0, panel);
    String instrument = speaker.gated().assessment().instrument();
    return new StrategyAnswer(instrument, strategy.decision().exposure(), stance, panel);
  }

  /** What {@link Strategy#volatilityModel} says, if it speaks. */
  private double volatility(StrategyState state) {
    return volatilityPlace >= 0 && silence(state, volatilityPlace) == null
        ? state.members[volatilityPlace].prediction.score()
        : Double.NaN;
  }

  private Voice voice(StrategyState state, int place, boolean closed) {
    MemberState member = state.members[place];
    String name = names.get(place);
    Abstention why = silence(state, place);
    return why == null || why == Abstention.INVALID_ANSWER
        ? new Voice(name, member.prediction, member.strength, closed, why)
        : Voice.silent(name, why);
  }

  /** Why a member says nothing now; null if it speaks. */
  private @Nullable Abstention silence(StrategyState state, int place) {
    Abstention why = state.members[place].abstention;
    return why == null && isExpired(state, place) ? Abstention.EXPIRED : why;
  }

  private boolean isExpired(StrategyState state, int place) {
    long horizon = models.get(place).metadata().timing().horizon();
    return state.clock - state.members[place].answeredAt > horizon;
  }

  /** One member's pause stops that member; the risk gate stops where there is no other. */
  private static Gated unlessAllPaused(StrategyState state, Gated gated) {
    if (gated.drift().status() != DriftStatus.PAUSED) {
      return gated;
    }
    DriftVerdict running = running(state);
    return running == null ? gated : new Gated(gated.assessment(), running);
  }

  private static @Nullable DriftVerdict running(StrategyState state) {
    for (MemberState member : state.members) {
      if (member.drift.status() != DriftStatus.PAUSED) {
        return member.drift;
      }
    }
    return null;
  }
}
