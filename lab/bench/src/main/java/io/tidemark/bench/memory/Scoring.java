package io.tidemark.bench.memory;

import io.tidemark.core.score.PrefixEncoder;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.util.Random;

/**
 * Asks a model, in the batches of the signal job; a model in prefix form also encodes its closed
 * bars anew now and then.
 */
final class Scoring implements RepeatedWork {

  private static final int BATCH = 16;

  /** Scorings between two encodings, as a busy bar has. */
  private static final int PER_BAR = 1_000;

  private final LoadedModel model;
  private final int batch;
  private final float[] inputs;
  private final float[] answers;
  private final float[] past;
  private final float[] encoded;
  private long sinceBar;

  Scoring(ModelArtefact artefact) throws ModelRejectedException {
    this.model = artefact.open();
    Manifest manifest = model.description().manifest();
    int features = manifest.features().list().size();
    var form = model.encoder();
    int size = form == null ? manifest.bars().window() * features : form.size() + features;
    this.batch = Math.min(BATCH, model.scorer().batch());
    this.inputs = noise(batch * size);
    this.answers = new float[batch];
    this.past = noise(form == null ? 0 : (manifest.bars().window() - 1) * features);
    this.encoded = new float[form == null ? 0 : form.size()];
  }

  private static float[] noise(int count) {
    Random random = new Random(1);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Override
  public void repeat(long times) {
    for (long left = times; left > 0; left -= batch) {
      int count = (int) Math.min(batch, left);
      model.scorer().score(inputs, count, answers);
      sinceBar += count;
      PrefixEncoder form = model.encoder();
      if (form != null && sinceBar >= PER_BAR) {
        form.encode(past, encoded);
        sinceBar = 0;
      }
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
