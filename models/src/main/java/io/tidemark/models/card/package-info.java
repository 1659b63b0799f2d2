/**
 * The card of a model version: what it predicts, what it is worth and what it must not be used for.
 * {@link io.tidemark.models.card.ModelCard} comes first. A card is a function of the artefact's
 * other files, so that nobody has to believe it.
 */
@NullMarked
package io.tidemark.models.card;

import org.jspecify.annotations.NullMarked;
