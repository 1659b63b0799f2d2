package io.tidemark.client.explain;

import io.tidemark.client.explain.Chain.Input;
import io.tidemark.client.explain.Chain.Step;
import io.tidemark.flink.config.EffectiveOption;
import io.tidemark.flink.topology.JobEnvironment;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;

/** An {@link Explanation} as people read it. */
public final class ExplainedText {

  private static final String FORWARD = "forward";

  private final PrintWriter out;

  public ExplainedText(PrintWriter out) {
    this.out = out;
  }

  public void print(Explanation explained, String bootstrapServers, String principal) {
    explained.jobs().forEach(this::job);
    topics(explained.jobs());
    acls(explained.acls(), bootstrapServers, principal);
    if (explained.model() != null) {
      model("MODEL", explained.model());
    }
    if (explained.strategy() != null) {
      strategy(explained.strategy());
    }
    configuration(explained.configuration());
    out.println();
    out.println("FLINK SETTINGS that the jobs make");
    pairs(explained.flink());
    out.println();
    out.println("FLINK SETTINGS that they make where neither config.yaml nor -D does; all others");
    out.println("are the cluster's");
    pairs(explained.flinkDefaults());
    out.println();
    out.println("Nothing was submitted, and no broker was asked: ./tidemark doctor asks them.");
    out.flush();
  }

  private void job(JobPlan job) {
    out.println(
        "JOB %s  (%s), maximum parallelism %d"
            .formatted(job.job(), job.mainClass(), JobEnvironment.MAX_PARALLELISM));
    for (Chain chain : job.chains()) {
      out.println();
      out.println(
          "  chain %d, %d %s%s"
              .formatted(
                  chain.number(),
                  chain.parallelism(),
                  chain.parallelism() == 1 ? "task" : "tasks",
                  arriving(chain)));
      List<List<String>> rows = new ArrayList<>();
      for (Step step : chain.operators()) {
        if (inside(step, chain).isEmpty()) {
          draw(step, chain, "", "", rows);
        }
      }
      table(rows);
    }
    out.println();
  }

  /** From where a chain is fed over the network. */
  private static String arriving(Chain chain) {
    return chain.operators().stream()
        .flatMap(step -> step.inputs().stream())
        .filter(input -> input.fromChain() != chain.number())
        .map(
            input ->
                ", from chain " + input.fromChain() + " by " + input.ship() + sideOutput(input))
        .collect(Collectors.joining());
  }

  private static List<Input> inside(Step step, Chain chain) {
    return step.inputs().stream().filter(input -> input.fromChain() == chain.number()).toList();
  }

  private void draw(Step step, Chain chain, String stem, String branch, List<List<String>> rows) {
    String by =
        inside(step, chain).stream()
            .map(
                input ->
                    (input.ship().equals(FORWARD) ? "" : " by " + input.ship()) + sideOutput(input))
            .collect(Collectors.joining());
    rows.add(List.of(stem + branch + step.name() + by, "uid " + step.uid()));
    List<Step> next =
        chain.operators().stream()
            .filter(each -> inside(each, chain).stream().anyMatch(in -> in.from() == step.id()))
            .toList();
    String below = stem + (branch.isEmpty() ? "" : branch.startsWith("|") ? "|  " : "   ");
    for (int i = 0; i < next.size(); i++) {
      draw(next.get(i), chain, below, i + 1 < next.size() ? "|- " : "'- ", rows);
    }
  }

  private static String sideOutput(Input input) {
    return input.sideOutput().isEmpty() ? "" : " (side output " + input.sideOutput() + ")";
  }

  private void topics(List<JobPlan> jobs) {
    out.println("TOPICS");
    List<List<String>> rows = new ArrayList<>();
    for (JobPlan job : jobs) {
      job.reads()
          .forEach(
              topic -> rows.add(List.of(topic, "read by " + job.job(), "group " + job.groupId())));
      job.writes().forEach(topic -> rows.add(List.of(topic, "written by " + job.job(), "")));
    }
    table(rows);
  }

  private void acls(List<Acl> acls, String bootstrapServers, String principal) {
    out.println();
    out.println("RIGHTS, where the brokers have an authorizer");
    table(
        acls.stream()
            .map(
                acl ->
                    List.of(
                        acl.operation().name(),
                        acl.resource().name(),
                        acl.name() + (acl.pattern() == PatternType.PREFIXED ? "*" : ""),
                        acl.why()))
            .toList());
    out.println();
    Acl.commands(acls, bootstrapServers, principal).forEach(each -> out.println("  " + each));
  }

  private void strategy(StrategyFacts strategy) {
    out.println();
    out.println("STRATEGY " + strategy.name());
    table(List.of(List.of("file", strategy.file()), List.of("hash", strategy.hash())));
    strategy.decision().forEach(line -> out.println("    " + line));
    strategy.models().forEach((name, model) -> model("MODEL " + name + ":", model));
  }

  private void model(String title, ModelFacts model) {
    out.println();
    out.println(title + " " + model.model().id() + " version " + model.model().version());
    table(
        List.of(
            List.of("directory", model.directory()),
            List.of("sha256", model.sha256()),
            List.of(
                "scored",
                "at each " + (model.timing().trigger().equals("bar") ? "bar close" : "event")),
            List.of("bar", model.timing().bar()),
            List.of(
                "looks at",
                model.timing().windowBars()
                    + (model.timing().windowBars() == 1 ? " bar" : " bars")),
            List.of("predicts", model.timing().horizonBars() + " ahead"),
            List.of("trained on", String.join(", ", model.training().instruments())),
            List.of(
                "trained from",
                model.training().trainedFrom() + " to " + model.training().trainedTo()),
            List.of("feature set", model.featureSetHash())));
    table(
        model.features().stream()
            .map(each -> List.of("  " + each.name(), "drift: " + each.drift()))
            .toList());
  }

  private void configuration(Map<String, EffectiveOption> options) {
    out.println();
    out.println("CONFIGURATION that applies");
    table(
        options.entrySet().stream()
            .map(
                each ->
                    List.of(
                        each.getKey(), each.getValue().source().words(), each.getValue().value()))
            .toList());
  }

  private void pairs(Map<String, String> settings) {
    table(
        settings.entrySet().stream().map(each -> List.of(each.getKey(), each.getValue())).toList());
  }

  /** Columns as wide as their widest cell; the last one ends where it ends. */
  private void table(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
