package io.tidemark.client.explain;

import io.tidemark.flink.ServedModels;
import io.tidemark.flink.config.EffectiveOption;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.flink.topology.JobEnvironment;
import io.tidemark.models.ModelRejectedException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration comes to.
 *
 * @param jobs as Flink would run them
 * @param acls rights that they need of Kafka
 * @param configuration every option that applies, by key; secrets are hidden
 * @param flink settings that the jobs make in code, by key
 * @param flinkDefaults settings that they make where Flink's own configuration says nothing
 * @param model that would be scored; null where no signal job is explained, or a strategy decides
 * @param strategy that would decide; null where none does
 */
public record Explanation(
    List<JobPlan> jobs,
    List<Acl> acls,
    SortedMap<String, EffectiveOption> configuration,
    SortedMap<String, String> flink,
    SortedMap<String, String> flinkDefaults,
    @Nullable ModelFacts model,
    @Nullable StrategyFacts strategy) {

  /**
   * Builds the jobs' graphs and submits nothing; no broker is asked.
   *
   * @throws ModelRejectedException if a model does not hold
   */
  public static Explanation of(List<Job> jobs, JobConfig config, int parallelism)
      throws ModelRejectedException {
    ServedModels models = jobs.contains(Job.SIGNAL) ? ServedModels.read(config) : null;
    StrategyFile strategy = models == null ? null : models.strategy();
    return new Explanation(
        jobs.stream().map(job -> JobPlan.of(job, config, models, parallelism)).toList(),
        Acl.of(jobs, config),
        config.effective(),
        new TreeMap<>(JobEnvironment.required(config).toMap()),
        new TreeMap<>(JobEnvironment.defaults(config).toMap()),
        models == null || strategy != null ? null : ModelFacts.of(models.artefacts().get(0)),
        strategy == null ? null : StrategyFacts.of(strategy));
  }
}
