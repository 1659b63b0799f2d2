package io.tidemark.udf.model;

import io.tidemark.core.score.Prediction;
import io.tidemark.models.ModelRejectedException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.PredictFunction;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** A row in, a row out: what {@code ML_PREDICT} calls in every task, on the task's thread. */
public final class OnnxPredictFunction extends PredictFunction implements SpecializedFunction {

  private static final long serialVersionUID = 1L;

  private final CarriedModel carried;
  private final FeatureInput input;
  private final AnswerColumns output;
  private transient @Nullable OpenedModel model;
  private transient float[] numbers;

  @SuppressWarnings("NullAway.Init") // numbers are made in open
  OnnxPredictFunction(CarriedModel carried, FeatureInput input, AnswerColumns output) {
    this.carried = carried;
    this.input = input;
    this.output = output;
  }

  /** The same for the types of the table in the query. */
  @Override
  public UserDefinedFunction specialize(SpecializedContext context) {
    List<LogicalType> types =
        context.getCallContext().getArgumentDataTypes().stream()
            .map(DataType::getLogicalType)
            .toList();
    return new OnnxPredictFunction(carried, input.given(types), output);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ModelRejectedException if the model may not serve
   */
  @Override
  public void open(FunctionContext context) throws ModelRejectedException {
    numbers = new float[input.inputSize()];
    try {
      model = carried.open();
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "ONNX Runtime is missing: its jar belongs into Flink's lib/ (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public Collection<RowData> predict(RowData row) {
    OpenedModel asked = model;
    if (asked == null) {
      throw new IllegalStateException("not opened");
    }
    Prediction prediction = Prediction.NOT_ASKED;
    if (input.read(row, numbers)) {
      prediction = asked.predict(numbers);
    }
    return List.of(output.row(asked.metadata(), prediction));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
