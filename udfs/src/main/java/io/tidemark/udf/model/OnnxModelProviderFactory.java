package io.tidemark.udf.model;

import io.tidemark.core.score.AnswerForm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.functions.PredictFunction;
import org.apache.flink.table.ml.ModelProvider;
import org.apache.flink.table.ml.PredictRuntimeProvider;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * {@code 'provider' = 'onnx'}: {@code ML_PREDICT} asks a model version of ours, with every check
 * that the signal job makes, or a bare file, with every check of {@code models check}. Found
 * through {@code META-INF/services}. Flink calls it when a query is planned, not at {@code CREATE
 * MODEL}: the files are read there, and their bytes travel inside the query.
 */
public final class OnnxModelProviderFactory implements ModelProviderFactory {

  /** What {@code 'provider'} says. */
  public static final String IDENTIFIER = "onnx";

  /** For Java's service loader. */
  public OnnxModelProviderFactory() {}

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(ModelOptions.PATH);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> all = new LinkedHashSet<>(ModelOptions.PINS);
    all.addAll(BareFileOptions.ALL);
    return all;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ValidationException with every option and column that is wrong
   */
  @Override
  public ModelProvider createModelProvider(ModelProviderFactory.Context context) {
    ResolvedCatalogModel declared = context.getCatalogModel();
    List<String> problems = new ArrayList<>();
    ModelOptions options = ModelOptions.of(declared.getOptions(), problems);
    PlannedModel model = options.read(problems);
    FeatureInput input = input(model, columns(declared.getResolvedInputSchema()), problems);
    AnswerColumns output = output(model, columns(declared.getResolvedOutputSchema()), problems);
    CarriedModel carried = model.carried();
    if (problems.isEmpty() && carried != null && input != null && output != null) {
      return new Provider(carried, input, output);
    }
    throw new ValidationException(
        "the model "
            + context.getObjectIdentifier().asSummaryString()
            + " cannot be used: "
            + String.join("; ", problems));
  }

  /** Null where the model's features are not known. */
  private static @Nullable FeatureInput input(
      PlannedModel model, RowType declared, List<String> problems) {
    return model.features().isEmpty()
        ? null
        : FeatureInput.of(model.features(), model.bars(), declared, problems);
  }

  /** Null where it is not known what the model answers. */
  private static @Nullable AnswerColumns output(
      PlannedModel model, RowType declared, List<String> problems) {
    AnswerForm form = model.form();
    return form == null ? null : AnswerColumns.of(form, model.isVersion(), declared, problems);
  }

  private static RowType columns(ResolvedSchema schema) {
    return (RowType) schema.toPhysicalRowDataType().getLogicalType();
  }

  private record Provider(CarriedModel model, FeatureInput input, AnswerColumns output)
      implements PredictRuntimeProvider {

    @Override
    public PredictFunction createPredictFunction(ModelProvider.Context context) {
      return new OnnxPredictFunction(model, input, output);
    }

    @Override
    public ModelProvider copy() {
      return this;
    }
  }
}
