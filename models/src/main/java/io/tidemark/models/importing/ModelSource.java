package io.tidemark.models.importing;

import io.tidemark.models.ModelArtefact;
import io.tidemark.models.onnx.ConstantTensor;
import io.tidemark.models.onnx.ExternalWeights;
import io.tidemark.models.onnx.OnnxModel;
import io.tidemark.models.onnx.OnnxModelReader;
import io.tidemark.models.onnx.ProtobufReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * A model's file as it was exported, read within bounds.
 *
 * @param name of the file
 * @param bytes as they are
 * @param model with all weights inside
 * @param sentences what was done to have it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ModelSource(String name, byte[] bytes, OnnxModel model, List<String> sentences) {

  /** Bytes of a model, its weights in other files among them: an artefact takes no more. */
  static final long MAX_BYTES = ModelArtefact.MAX_FILE_BYTES;

  /** Why a file is no model. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableException if it is absent, no plain file, too large, no ONNX, or its weights
   *     in other files cannot be had
   */
  static ModelSource read(Path file) throws UnreadableException {
    if (!Files.isRegularFile(file)) {
      String why = Files.exists(file) ? "it is no plain file" : "there is no such file";
      throw new UnreadableException(why);
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes((int) MAX_BYTES + 1);
    } catch (IOException e) {
      throw new UnreadableException("it cannot be read: " + e.getMessage());
    }
    if (bytes.length > MAX_BYTES) {
      throw new UnreadableException(
          "it has more than %d MiB, which is the memory for a model".formatted(MAX_BYTES >> 20));
    }
    try {
      OnnxModel read = OnnxModelReader.read(bytes);
      OnnxModel model = read.with(NodeOrder.of(read.graph()));
      String name = String.valueOf(file.getFileName());
      if (!ExternalWeights.has(model.graph())) {
        return new ModelSource(name, bytes, model, List.of());
      }
      Path directory = file.toAbsolutePath().getParent();
      OnnxModel folded =
          model.with(
              ExternalWeights.folded(
                  model.graph(), directory == null ? file : directory, MAX_BYTES - bytes.length));
      return new ModelSource(name, bytes, folded, List.of(sentence(model)));
    } catch (ProtobufReader.MalformedException e) {
      throw new UnreadableException("it is no ONNX file: " + e.getMessage());
    } catch (ExternalWeights.UnreachableException e) {
      throw new UnreadableException(String.valueOf(e.getMessage()));
    }
  }

  private static String sentence(OnnxModel model) {
    List<ConstantTensor> moved =
        model.graph().constants().values().stream().filter(ConstantTensor::isElsewhere).toList();
    TreeSet<String> files = new TreeSet<>();
    moved.forEach(tensor -> files.add(tensor.elsewhere().getOrDefault("location", "")));
    return "weights folded in: %d tensors of %s".formatted(moved.size(), String.join(", ", files));
  }
}
