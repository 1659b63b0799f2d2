package io.tidemark.udf.model;

import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.Prediction;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;

/** A model version of ours, with its golden vectors. */
record CarriedVersion(ModelArtefact artefact) implements CarriedModel {

  private static final long serialVersionUID = 1L;

  @Override
  public OpenedModel open() throws ModelRejectedException {
    return new Opened(artefact.open());
  }

  private record Opened(LoadedModel model) implements OpenedModel {

    @Override
    public Prediction predict(float[] numbers) {
      return model.predict(numbers);
    }

    @Override
    public ModelMetadata metadata() {
      return model.metadata();
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
