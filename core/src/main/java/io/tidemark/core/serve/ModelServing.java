package io.tidemark.core.serve;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelAction;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.score.Intake;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.serve.LoadedModelCache.Loaded;
import io.tidemark.core.serve.LoadedModelCache.Lookup;
import io.tidemark.core.serve.LoadedModelCache.Refused;
import io.tidemark.core.serve.ServingState.ShadowState;
import io.tidemark.core.signal.SignalPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds one instrument's log through whichever model serves it. The job brings a model of its own;
 * an update in the log puts another one in its place from the next event on, if the cache has it.
 * Whatever cannot be followed leaves things as they are and opens an alert.
 *
 * <p>Versions do not run back by themselves: an activation must be newer than what serves under the
 * same name (a roll-back need not), and a job that is started again goes on with what served,
 * unless it now brings a newer version, or another model, of its own.
 *
 * <p>Not thread-safe: one object serves one task.
 */
public final class ModelServing {

  private final ActiveModel own;
  private final LoadedModelCache<ActiveModel> cache;
  private final ShadowScoring shadows;

  private final ServeOutcome result;

  /**
   * @param own the job's own model, which serves until the log says otherwise
   * @param cache where others are taken from
   * @param policy when a score is an action
   * @param sampleEvery a shadow is asked at each bar close, and at one event between in so many
   */
  public ModelServing(
      ActiveModel own, LoadedModelCache<ActiveModel> cache, SignalPolicy policy, int sampleEvery) {
    this.own = own;
    this.cache = cache;
    this.shadows = new ShadowScoring(policy, sampleEvery);
    this.result = new ServeOutcome(own);
  }

  /** Takes in one event. The outcome is valid until the next step. */
  public ServeOutcome step(InstrumentState state, LogEvent event) {
    stepBeside(state, event);
    if (event.fact() instanceof ModelUpdate update && result.score().intake() == Intake.FACT) {
      take(state, update, event);
    }
    return result;
  }

  /** The same, but that an update of the models is for others, and changes nothing here. */
  public ServeOutcome stepBeside(InstrumentState state, LogEvent event) {
    result.begin();
    ActiveModel model = serving(state, event);
    result.model(model);
    ScoreOutcome outcome = model.scoring().step(state.scoring, event);
    result.score(outcome);
    ShadowState shadow = state.serving.shadow;
    if (shadow != null) {
      beside(state, shadow, event, outcome);
    }
    return result;
  }

  private ActiveModel serving(InstrumentState state, LogEvent event) {
    ServingState serving = state.serving;
    ModelRef active = serving.active;
    if (active == null) {
      return own;
    }
    ModelRef brought = own.ref();
    if (!serving.configured.equals(brought.sha256())) {
      serving.configured = brought.sha256();
      if (!brought.id().equals(active.id()) || brought.isNewerThan(active)) {
        serving.active = null;
        return own;
      }
    }
    Lookup<ActiveModel> found = cache.get(active);
    if (found instanceof Loaded<ActiveModel> ready) {
      return ready.model();
    }
    serving.active = null;
    refuse(state, event, ModelAction.ACTIVATE, active, brought, reason(found));
    return own;
  }

  private void beside(
      InstrumentState state, ShadowState shadow, LogEvent event, ScoreOutcome outcome) {
    Lookup<ActiveModel> found = cache.get(shadow.model);
    if (found instanceof Loaded<ActiveModel> ready) {
      result.comparison(shadows.step(shadow, ready.model(), result.model(), event, outcome));
    } else {
      state.serving.shadow = null;
      refuse(state, event, ModelAction.SHADOW, shadow.model, result.model().ref(), reason(found));
    }
  }

  private void take(InstrumentState state, ModelUpdate update, LogEvent event) {
    ModelRef asked = update.model();
    switch (update.action()) {
      case REGISTER -> cache.announce(asked);
      case ACTIVATE -> {
        boolean older =
            asked.id().equals(result.model().ref().id())
                && !asked.isNewerThan(result.model().ref());
        if (older && !asked.equals(result.model().ref())) {
          refuse(state, update, event, "it is not newer than what serves: roll back to it");
        } else {
          activate(state, update, event);
        }
      }
      case ROLL_BACK -> activate(state, update, event);
      case SHADOW -> shadow(state, update, event);
      case END_SHADOW -> {
        state.serving.shadow = null;
        settle(state, update, event, "no model scores beside it");
      }
      case RETIRE -> retire(state, update, event);
      case NONE -> throw new IllegalStateException("a valid update has an action");
    }
  }

  private void activate(InstrumentState state, ModelUpdate update, LogEvent event) {
    ModelRef asked = update.model();
    if (!asked.equals(result.model().ref())) {
      Lookup<ActiveModel> found = asked.equals(own.ref()) ? new Loaded<>(own) : cache.get(asked);
      if (!(found instanceof Loaded<ActiveModel>)) {
        refuse(state, update, event, reason(found));
        return;
      }
      ServingState serving = state.serving;
      serving.active = asked.equals(own.ref()) ? null : asked;
      serving.configured = own.ref().sha256();
      ShadowState shadow = serving.shadow;
      if (shadow != null && shadow.model.equals(asked)) {
        state.scoring = shadow.scoring; // its features are warm, whatever they are
        serving.shadow = null;
      }
    }
    settle(state, update, event, asked.name() + " serves from here on");
  }

  private void shadow(InstrumentState state, ModelUpdate update, LogEvent event) {
    ModelRef asked = update.model();
    if (asked.equals(result.model().ref())) {
      refuse(state, update, event, "it serves");
      return;
    }
    Lookup<ActiveModel> found = cache.get(asked);
    if (!(found instanceof Loaded<ActiveModel>)) {
      refuse(state, update, event, reason(found));
      return;
    }
    ShadowState shadow = new ShadowState();
    shadow.model = asked;
    shadow.scoring = state.scoring.copy();
    state.serving.shadow = shadow;
    settle(state, update, event, asked.name() + " scores beside it");
  }

  private void retire(InstrumentState state, ModelUpdate update, LogEvent event) {
    ModelRef asked = update.model();
    ShadowState shadow = state.serving.shadow;
    if (asked.equals(result.model().ref())) {
      refuse(state, update, event, "it serves");
    } else if (shadow != null && asked.equals(shadow.model)) {
      refuse(state, update, event, "it scores beside what serves: end that first");
    } else {
      cache.retire(asked);
    }
  }

  private static String reason(Lookup<ActiveModel> found) {
    return ((Refused<ActiveModel>) found).reason();
  }

  private void refuse(InstrumentState state, ModelUpdate update, LogEvent event, String reason) {
    refuse(state, event, update.action(), update.model(), result.model().ref(), reason);
  }

  private void refuse(
      InstrumentState state,
      LogEvent event,
      ModelAction action,
      ModelRef asked,
      ModelRef serving,
      String reason) {
    long time = state.scoring.timeOf(event);
    add(ModelAlerts.refused(state.serving, event, time, action, asked, serving, reason));
  }

  private void settle(InstrumentState state, ModelUpdate update, LogEvent event, String how) {
    ModelRef active = state.serving.active;
    add(
        ModelAlerts.settled(
            state.serving,
            event,
            state.scoring.timeOf(event),
            active == null ? own.ref() : active,
            update.by(),
            how));
  }

  private void add(List<ModelAlert> more) {
    if (!more.isEmpty()) {
      List<ModelAlert> all = new ArrayList<>(result.alerts());
      all.addAll(more);
      result.alerts(all);
    }
  }
}
