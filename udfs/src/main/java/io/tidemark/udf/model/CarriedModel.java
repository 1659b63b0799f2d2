package io.tidemark.udf.model;

import io.tidemark.models.ModelRejectedException;
import java.io.Serializable;

/** The bytes of a model, as a query carries them to its tasks. */
sealed interface CarriedModel extends Serializable permits CarriedVersion, CarriedFile {

  /**
   * Opens it; the caller closes it.
   *
   * @throws ModelRejectedException if it may not serve
   */
  OpenedModel open() throws ModelRejectedException;
}
