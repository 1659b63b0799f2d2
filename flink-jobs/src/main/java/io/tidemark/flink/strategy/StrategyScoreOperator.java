package io.tidemark.flink.strategy;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Intake;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ServeOutcome;
import io.tidemark.core.strategy.RemoteSpec;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.core.strategy.WatchedFeatures;
import io.tidemark.core.strategy.WatchedState;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.remote.RemoteModel;
import io.tidemark.flink.signal.ScoreGauges;
import io.tidemark.flink.signal.ScoreStage;
import io.tidemark.flink.signal.SignalStructs;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * FEATURES + SCORE of all models of a strategy, so that the order of events is that of the log
 * whatever the models are. Each keeps its own state of an instrument. What belongs to the
 * instrument and not to a model is shown and counted of the first one.
 *
 * <p>What a model of another process was asked is under way while the next events are taken in. At
 * a barrier all of it is awaited, at most as long as an answer may take, so that it is no state.
 *
 * <p>See RATIONALE.md, "Why does a checkpoint wait for the answers of a remote model?"
 */
final class StrategyScoreOperator extends ScoreStage<StrategyRound, WatchedState> {

  private static final long serialVersionUID = 1;

  /** What is not scored waits behind what is; so many for each that is. */
  private static final int UNSCORED = 4;

  private final PackedStrategy packed;
  private final OutputTag<ModelAlert> alerts = Topic.MODEL_ALERTS.tag();

  private transient List<StrategyMember> members;
  private transient RoundsUnderway underway;
  private transient List<StrategyRound> waiting;
  private transient WatchedFeatures watched;
  private transient Counts counts;
  private transient ScoreGauges gauges;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  StrategyScoreOperator(PackedStrategy packed, JobConfig job) {
    super(job);
    this.packed = packed;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Strategy strategy = packed.strategy();
    JobConfig job = StrategyStages.job(strategy, job());
    Duration unheard = job.market().expireAfter().multipliedBy(2);
    int percent = StrategyStages.cachePercent(job, packed.artefacts().size() + 1);
    openStructs(StrategyStages.WATCHED, percent, unheard);
    waiting = new ArrayList<>();
    underway = new RoundsUnderway(this::emit);
    openCounts();
    members = new ArrayList<>();
    Map<String, RemoteSpec> remotes = packed.remotes();
    for (Map.Entry<String, ModelArtefact> each : packed.artefacts().entrySet()) {
      var spec = StrategyStages.of(SignalStructs.INSTRUMENT, each.getKey(), job);
      var states = openMore(spec, percent, unheard);
      RemoteSpec remote = remotes.get(each.getKey());
      StrategyMember member =
          remote == null
              ? new LocalMember(each.getValue(), job, states, this::flush)
              : remote(each.getValue(), remote, job, states);
      member.scoring().shareWith(members.stream().map(StrategyMember::scoring).toList());
      members.add(member);
    }
    watched = StrategyStages.watched(strategy, job);
    openGauges(strategy);
  }

  private StrategyMember remote(
      ModelArtefact artefact, RemoteSpec remote, JobConfig job, StructState<InstrumentState> states)
      throws ModelRejectedException {
    MailboxExecutor mailbox =
        getContainingTask()
            .getMailboxExecutorFactory()
            .createExecutor(getOperatorConfig().getChainIndex());
    return new RemoteMember(
        RemoteModel.of(artefact, remote),
        artefact.describe(),
        job,
        states,
        counts,
        () -> mailbox.execute(underway::handOn, "answers of a remote model"));
  }

  private void openCounts() {
    counts =
        Counts.open(
            getRuntimeContext(),
            MetricId.FACTS,
            MetricId.TICKS,
            MetricId.LATE,
            MetricId.DUPLICATE,
            MetricId.SCORED,
            MetricId.REMOTE_ANSWERED,
            MetricId.REMOTE_UNANSWERED,
            MetricId.MODEL_ALERTS);
  }

  private void openGauges(Strategy strategy) throws Exception {
    gauges =
        new ScoreGauges(
            getRuntimeContext().getMetricGroup(),
            job().market().maxSeries(),
            System::currentTimeMillis,
            job().sequence().hasTimeOfTheWall(),
            strategy.models().values().iterator().next().metadata().timing().barLength());
    StrategyMember first = members.get(0);
    for (String instrument : ownOf(job().market().names())) {
      if (!gauges.isFull()) {
        gauges.show(instrument, first.state(instrument), first.ref());
      }
    }
  }

  @Override
  public void processElement(StreamRecord<LogEvent> element) throws Exception {
    LogEvent event = element.getValue();
    List<MemberAssessment> assessments = new ArrayList<>(members.size());
    boolean asked = false;
    boolean full = false;
    int addressee = addressee(event);
    for (int i = 0; i < members.size(); i++) {
      StrategyMember member = members.get(i);
      ServeOutcome outcome = member.step(event, i == addressee);
      Assessment assessment = outcome.score().assessment();
      if (assessment != null) {
        assessments.add(new MemberAssessment(i, assessment));
        if (assessment.scored()) {
          asked = true;
          full |= member.ask(outcome, assessment);
        }
      }
      if (i == 0) {
        gauges.show(event, member.state(event.instrument()), outcome);
        count(event, outcome.score().intake());
      }
      report(outcome.alerts());
    }
    double[] features = watch(event);
    if (!assessments.isEmpty()) {
      handOn(new StrategyRound(assessments, features), asked, full);
    }
  }

  /**
   * The member that an update of the models is for, by its place: the one of that very version, or
   * the first of that name, or the first of all, which refuses what is none of them.
   */
  private int addressee(LogEvent event) {
    int named = 0;
    if (event.fact() instanceof ModelUpdate update) {
      for (int i = members.size() - 1; i >= 0; i--) {
        ModelRef own = members.get(i).ref();
        if (own.equals(update.model())) {
          return i;
        }
        named = own.id().equals(update.model().id()) ? i : named;
      }
    }
    return named;
  }

  private double[] watch(LogEvent event) throws Exception {
    if (watched.isEmpty()) {
      return new double[0];
    }
    double[] values = watched.step(load(event.instrument()), event);
    store(event.instrument());
    return values;
  }

  private void handOn(StrategyRound round, boolean asked, boolean full) {
    if (asked) {
      counts.add(MetricId.SCORED);
    } else if (waiting.isEmpty() && underway.isEmpty()) {
      emit(round);
      return;
    }
    waiting.add(round);
    settle(full || waiting.size() >= job().score().batch() * (1 + UNSCORED));
  }

  @Override
  protected boolean flushAll() {
    if (waiting.isEmpty()) {
      return false;
    }
    List<StrategyRound> asking = waiting;
    waiting = new ArrayList<>();
    underway.add(asking, members.stream().map(StrategyMember::answers).toList());
    return true;
  }

  @Override
  protected void awaitAnswers() {
    underway.awaitAll();
  }

  private void count(LogEvent event, Intake intake) {
    switch (intake) {
      case FACT -> {
        counts.add(MetricId.FACTS);
        if (event.fact() instanceof Tick) {
          counts.add(MetricId.TICKS);
        }
      }
      case LATE -> counts.add(MetricId.LATE);
      case DUPLICATE -> counts.add(MetricId.DUPLICATE);
    }
  }

  private void report(List<ModelAlert> said) {
    for (ModelAlert alert : said) {
      if (alert.phase() == AlertPhase.OPENED) {
        counts.add(MetricId.MODEL_ALERTS);
      }
      emit(alerts, alert);
    }
  }

  @Override
  public void close() throws Exception {
    if (members != null) {
      members.forEach(StrategyMember::close);
    }
    super.close();
  }
}
