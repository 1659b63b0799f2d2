package io.tidemark.udf.model;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.ModelOutput.Role;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.Task;
import io.tidemark.models.Manifest;
import io.tidemark.models.ModelRejectedException;
import io.tidemark.models.OnnxGraph;
import io.tidemark.models.importing.HouseModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bare file, rewritten in the house's form and proved equal to what it was. */
final class CarriedFile implements CarriedModel {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final byte[] bytes;
  private final int opset;
  private final Tensor input;
  private final Tensor output;
  private final Task task;
  private final ArrayList<Output> outputs = new ArrayList<>();

  CarriedFile(HouseModel model, AnswerForm form) {
    this.name = model.file();
    this.bytes = model.bytes();
    this.opset = model.opset();
    this.input = Tensor.of(model.input());
    this.output = Tensor.of(model.output());
    this.task = form.task();
    form.outputs().forEach(said -> outputs.add(new Output(said.name(), said.role(), said.level())));
  }

  @Override
  public OpenedModel open() throws ModelRejectedException {
    List<ModelOutput> said =
        outputs.stream()
            .map(each -> new ModelOutput(each.name(), each.role(), each.level()))
            .toList();
    AnswerForm form = AnswerForm.of(task, said);
    OnnxGraph graph = OnnxGraph.open(name, bytes, opset, input.tensor(), output.tensor(), 1);
    return new Opened(graph, form, new float[graph.outputWidth()]);
  }

  /** As {@link Manifest.Tensor}. */
  private record Tensor(String name, ArrayList<Long> shape) implements Serializable {

    private static final long serialVersionUID = 1L;

    static Tensor of(Manifest.Tensor tensor) {
      return new Tensor(tensor.name(), new ArrayList<>(tensor.shape()));
    }

    Manifest.Tensor tensor() {
      return new Manifest.Tensor(name, List.copyOf(shape));
    }
  }

  /** As {@link ModelOutput}. */
  private record Output(String name, Role role, double level) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param answer of the last row
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Opened(OnnxGraph graph, AnswerForm form, float[] answer) implements OpenedModel {

    @Override
    public Prediction predict(float[] numbers) {
      graph.run(numbers, 1, answer);
      return Prediction.of(form, answer, 0);
    }

    @Override
    public @Nullable ModelMetadata metadata() {
      return null;
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
