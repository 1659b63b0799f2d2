package io.tidemark.models.onnx;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights that an exporter wrote into files beside the model, read into the model. A path may not
 * leave the model's directory, by {@code ..} or by a link, and must name a plain file.
 */
public final class ExternalWeights {

  /** Why the weights cannot be had. */
  public static final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String message) {
      super(message);
    }
  }

  private final Path directory;
  private long left;

  private ExternalWeights(Path directory, long most) {
    this.directory = directory;
    this.left = most;
  }

  /** Whether some weights lie in other files. */
  public static boolean has(ModelGraph graph) {
    return graph.constants().values().stream().anyMatch(ConstantTensor::isElsewhere);
  }

  /**
   * The same graph with all weights inside.
   *
   * @param directory where the model's file lies
   * @param most bytes of weights in all
   * @throws UnreachableException if a path leaves the directory, names no plain file, or the file
   *     is shorter than the model says, or there are more bytes
   */
  public static ModelGraph folded(ModelGraph graph, Path directory, long most)
      throws UnreachableException {
    ExternalWeights weights = new ExternalWeights(directory, most);
    Map<String, ConstantTensor> constants = new LinkedHashMap<>();
    for (ConstantTensor tensor : graph.constants().values()) {
      constants.put(tensor.name(), tensor.isElsewhere() ? weights.fold(tensor) : tensor);
    }
    return graph.withConstants(constants);
  }

  private ConstantTensor fold(ConstantTensor tensor) throws UnreachableException {
    String where = "tensor '" + tensor.name() + "': ";
    try {
      long bytes = ConstantTensor.bytes(tensor.name(), tensor.element(), tensor.shape());
      long offset = number(tensor, "offset", 0);
      long length = number(tensor, "length", bytes);
      String location = tensor.elsewhere().getOrDefault("location", "");
      if (length != bytes) {
        throw new UnreachableException(
            "%sexpected %d bytes in %s, the model says %d"
                .formatted(where, bytes, location, length));
      }
      if (bytes > left) {
        throw new UnreachableException(where + "the weights are larger than the memory for them");
      }
      left -= bytes;
      return tensor.here(read(inside(location), offset, (int) bytes));
    } catch (IOException e) {
      throw new UnreachableException(where + "cannot be read: " + e.getMessage());
    } catch (ProtobufReader.MalformedException e) {
      throw new UnreachableException(where + e.getMessage());
    }
  }

  private static long number(ConstantTensor tensor, String key, long otherwise)
      throws UnreachableException {
    String said = tensor.elsewhere().getOrDefault(key, "");
    try {
      return said.isEmpty() ? otherwise : Long.parseLong(said);
    } catch (NumberFormatException e) {
      throw new UnreachableException(
          "tensor '%s': %s must be a number, was %s".formatted(tensor.name(), key, said));
    }
  }

  private Path inside(String location) throws UnreachableException, IOException {
    Path named;
    try {
      named = directory.resolve(location);
    } catch (InvalidPathException e) {
      throw new UnreachableException("'" + location + "' is no path");
    }
    if (location.isEmpty() || !Files.isRegularFile(named)) {
      throw new UnreachableException(
          "'%s' beside the model is no plain file: put it there".formatted(location));
    }
    Path real = named.toRealPath();
    if (!real.startsWith(directory.toRealPath())) {
      throw new UnreachableException("'" + location + "' leads out of the model's directory");
    }
    return real;
  }

  private static byte[] read(Path file, long offset, int bytes)
      throws IOException, UnreachableException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (offset < 0 || offset > in.length() - bytes) {
        throw new UnreachableException(
            "%s has %d bytes, the model wants %d from %d on"
                .formatted(file.getFileName(), in.length(), bytes, offset));
      }
      byte[] content = new byte[bytes];
      in.seek(offset);
      in.readFully(content);
      return content;
    }
  }
}
