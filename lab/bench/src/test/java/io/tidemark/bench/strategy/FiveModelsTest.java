package io.tidemark.bench.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.flink.strategy.StrategyFile;
import io.tidemark.models.ModelArtefact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiveModelsTest {

  private static final Path MODELS =
      Path.of(System.getProperty("tidemark.root", "../..")).resolve("models/bench");

  @TempDir Path folder;

  @Test
  void eachHasThirtyFeaturesOfWhichTwentyAreInAllAndTheStrategyTakesThem() throws Exception {
    FiveModels five = FiveModels.write(MODELS, folder.resolve("five"));

    StrategyFile file = StrategyFile.read(five.strategy());
    List<Set<String>> features = new ArrayList<>();
    for (ModelArtefact artefact : file.artefacts().values()) {
      features.add(new HashSet<>(artefact.describe().featureNames()));
    }
    assertThat(features).hasSize(5).allMatch(each -> each.size() == 30);
    Set<String> inAll = new HashSet<>(features.get(0));
    Set<String> any = new HashSet<>();
    features.forEach(inAll::retainAll);
    features.forEach(any::addAll);
    assertThat(inAll).hasSize(20);
    assertThat(any).as("one length may be another's in another model").hasSize(20 + 5 * 10);
  }
}
