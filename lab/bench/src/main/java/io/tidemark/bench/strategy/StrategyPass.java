package io.tidemark.bench.strategy;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.signal.Signal;
import io.tidemark.core.strategy.Decided;
import io.tidemark.core.strategy.MemberAnswer;
import io.tidemark.core.strategy.StrategyDecision;
import io.tidemark.core.strategy.StrategyState;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.signal.Stages;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.flink.strategy.StrategyStages;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.MicroBatch;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Once over the log, record by record, through all that a strategy's job does. Not thread-safe; its
 * decision must look at no feature.
 */
final class StrategyPass implements AutoCloseable {

  private static final double[] NO_FEATURES = {};

  private final TopicWriter writer;
  private final JobConfig config;
  private final StrategyDecision decision;
  private final LogFormat format = new LogFormat();
  private final OutputFormat<Signal> signalFormat = Topic.SIGNALS.format();
  private final OutputFormat<DriftAlert> driftFormat = Topic.DRIFT_ALERTS.format();
  private final OutputFormat<RetrainRequest> requestFormat = Topic.RETRAIN_REQUESTS.format();
  private final OutputFormat<RiskAlert> riskFormat = Topic.RISK_ALERTS.format();
  private final List<Member> members = new ArrayList<>();
  private final Map<String, Market> markets = new HashMap<>();
  private final List<List<Said>> waiting = new ArrayList<>();
  private long events;
  private long scored;
  private long signals;

  /** What is kept of one instrument. */
  private record Market(
      List<ScoringState> scoring, List<DriftState> drift, StrategyState decision, RiskState risk) {}

  /** What a member says of an event, not answered yet. */
  private record Said(int member, Assessment assessment) {}

  /** One model with its stages, and what it has answered of what waits. */
  private record Member(
      LoadedModel model,
      FeatureScoring scoring,
      MicroBatch batch,
      DriftGate drift,
      RiskGate risk,
      Deque<Assessment> answered) {}

  /** Opens the models; the writer stays the caller's. */
  StrategyPass(StrategyFile file, JobConfig config, TopicWriter writer)
      throws ModelRejectedException {
    this.config = StrategyStages.job(file.strategy(), config);
    this.writer = writer;
    this.decision = new StrategyDecision(file.strategy());
    for (ModelArtefact artefact : file.artefacts().values()) {
      LoadedModel model = artefact.open();
      FeatureScoring scoring = Stages.scoring(model, config);
      scoring.shareWith(members.stream().map(Member::scoring).toList());
      members.add(
          new Member(
              model,
              scoring,
              new MicroBatch(model.scorer(), scoring.inputSize(), config.score().batch()),
              Stages.driftGate(artefact.describe(), config),
              Stages.riskGate(artefact, this.config, StrategyStages.mark(file.strategy())),
              new ArrayDeque<>()));
    }
  }

  /** Events that were decided. */
  long events() {
    return events;
  }

  /** Events on which at least one model was asked. */
  long scored() {
    return scored;
  }

  /** Signals that were written. */
  long signals() {
    return signals;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    if (format.decode(record.value(), record.offset(), record.timestamp() * 1_000)
        instanceof Parsed.Valid<LogEvent> valid) {
      events++;
      take(valid.value());
    }
  }

  private void take(LogEvent event) {
    Market market = of(event.instrument());
    List<Said> said = new ArrayList<>(members.size());
    boolean asked = false;
    boolean full = false;
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      ScoreOutcome outcome = member.scoring.step(market.scoring.get(i), event);
      Assessment assessment = outcome.assessment();
      if (assessment != null) {
        said.add(new Said(i, assessment));
        if (assessment.scored()) {
          asked = true;
          member.batch.add(assessment, outcome.input());
          full |= member.batch.isFull();
        }
      }
    }
    scored += asked ? 1 : 0;
    if (!said.isEmpty()) {
      waiting.add(said);
    }
    if (full || !asked) {
      flush();
    }
  }

  /** Scores and hands on what waits. */
  void flush() {
    for (Member member : members) {
      member.batch.flush(member.answered::add);
    }
    for (List<Said> round : waiting) {
      decide(round);
    }
    waiting.clear();
  }

  private void decide(List<Said> round) {
    Market market = of(round.get(0).assessment.instrument());
    List<MemberAnswer> answers = new ArrayList<>(round.size());
    for (Said said : round) {
      Member member = members.get(said.member);
      Assessment assessment = said.assessment.scored() ? member.answered.remove() : said.assessment;
      DriftOutcome outcome = member.drift.step(market.drift.get(said.member), assessment);
      write(outcome, assessment);
      answers.add(new MemberAnswer(said.member, new Gated(assessment, outcome.verdict())));
    }
    Decided decided = decision.step(market.decision, answers, NO_FEATURES);
    RiskGate gate = members.get(decided.member()).risk;
    write(gate.step(market.risk, decided.gated(), decided.proposal()), decided.gated());
  }

  private void write(DriftOutcome outcome, Assessment of) {
    for (DriftAlert alert : outcome.alerts()) {
      write(Topic.DRIFT_ALERTS, of, driftFormat.encode(alert));
    }
    RetrainRequest request = outcome.request();
    if (request != null) {
      write(Topic.RETRAIN_REQUESTS, of, requestFormat.encode(request));
    }
  }

  private void write(RiskOutcome outcome, Gated gated) {
    for (RiskAlert alert : outcome.alerts()) {
      write(Topic.RISK_ALERTS, gated.assessment(), riskFormat.encode(alert));
    }
    Signal signal = outcome.signal();
    if (signal != null) {
      write(Topic.SIGNALS, gated.assessment(), signalFormat.encode(signal));
      signals++;
    }
  }

  private void write(Topic topic, Assessment of, byte[] bytes) {
    writer.write(config.topic(topic.topicName()), of.instrument(), bytes, of.clock());
  }

  private Market of(String instrument) {
    return markets.computeIfAbsent(
        instrument,
        any -> {
          List<ScoringState> scoring = new ArrayList<>();
          List<DriftState> drift = new ArrayList<>();
          members.forEach(
              member -> {
                scoring.add(new ScoringState());
                drift.add(new DriftState());
              });
          return new Market(scoring, drift, new StrategyState(), new RiskState());
        });
  }

  @Override
  public void close() {
    members.forEach(
        member -> {
          member.risk.close();
          member.model.close();
        });
    members.clear();
  }
}
