package io.tidemark.models;

import io.tidemark.models.onnx.ProtobufReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a model file asks of its surroundings, read from its bytes before ONNX Runtime sees them: a
 * walk over the protobuf messages of {@code onnx.proto3} (ONNX IR specification) that knows only
 * where tensors, operator sets and sub-graphs stand.
 *
 * <p>See RATIONALE.md, "Why is the file inspected before ONNX Runtime sees it?"
 */
final class OnnxFile {

  /** The ONNX standard's domain for classic machine learning. */
  private static final String ML = "ai.onnx.ml";

  /** Domains of the ONNX standard; all others are custom operators, or one runtime's own. */
  private static final Set<String> STANDARD = Set.of("", "ai.onnx", ML);

  private static final Set<String> TREES =
      Set.of("TreeEnsemble", "TreeEnsembleClassifier", "TreeEnsembleRegressor");

  /** All of {@link #ML} that is served: what makes numbers of numbers, in a size that is known. */
  private static final Set<String> SERVED_ML =
      Set.of(
          "ArrayFeatureExtractor",
          "Binarizer",
          "Imputer",
          "LabelEncoder",
          "LinearClassifier",
          "LinearRegressor",
          "Normalizer",
          "OneHotEncoder",
          "SVMClassifier",
          "SVMRegressor",
          "Scaler",
          "TreeEnsemble",
          "TreeEnsembleClassifier",
          "TreeEnsembleRegressor");

  /** Versions of {@link #ML} in which these mean what ONNX Runtime 1.28 makes of them. */
  private static final long OLDEST_ML_OPSET = 1;

  private static final long NEWEST_ML_OPSET = 5;

  /** Sub-graphs within sub-graphs; a file that goes deeper was made to hurt. */
  private static final int MAX_DEPTH = 64;

  private enum Message {
    MODEL,
    TRAINING,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE,
    SPARSE_TENSOR,
    TENSOR,
    EXTERNAL_DATA,
    OPSET,
    OTHER
  }

  private final TreeMap<String, Long> opsets = new TreeMap<>();
  private final TreeSet<String> domains = new TreeSet<>();
  private final TreeSet<String> mlOperators = new TreeSet<>();
  private long operators;
  private long treeNodes;
  private boolean externalData;
  private boolean hasGraph;
  private boolean sparse;
  private boolean functions;
  private long graphsWithin;
  private @Nullable String within;
  private @Nullable OnnxOutline outline;

  private OnnxFile() {}

  /**
   * Walks over a file.
   *
   * @throws ModelRejectedException if it is not protobuf
   */
  static OnnxFile inspect(String name, byte[] file) throws ModelRejectedException {
    OnnxFile found = new OnnxFile();
    try {
      found.walk(new ProtobufReader(file), Message.MODEL, 0);
    } catch (ProtobufReader.MalformedException e) {
      throw new ModelRejectedException(name + ": not an ONNX file: " + e, e);
    }
    return found;
  }

  /**
   * Refuses a file that reads other files, wants operators beyond the standard or of another
   * operator set than the manifest says, holds graphs within the graph, takes what does not follow
   * from the file, or is larger than {@code limits}.
   *
   * @return what a run of one input takes
   */
  GraphCost requireServable(String file, int opset, OnnxLimits limits)
      throws ModelRejectedException {
    if (!hasGraph) {
      throw ModelRejectedException.of(file, "an ONNX model", "no graph");
    }
    if (externalData) {
      throw ModelRejectedException.of(file, "all weights inside", "external data");
    }
    TreeSet<String> foreign = new TreeSet<>(domains);
    foreign.removeAll(STANDARD);
    if (!foreign.isEmpty()) {
      throw ModelRejectedException.of(file, "operators of the ONNX standard only", foreign);
    }
    Long found = opsets.getOrDefault("", opsets.getOrDefault("ai.onnx", -1L));
    if (found != opset) {
      throw ModelRejectedException.of(file, "opset " + opset, found);
    }
    requireServedMl(file);
    if (operators > limits.operators()) {
      throw ModelRejectedException.of(
          file, "at most " + limits.operators() + " operators", operators);
    }
    if (treeNodes > limits.treeNodes()) {
      throw ModelRejectedException.of(
          file, "at most " + limits.treeNodes() + " nodes of trees", treeNodes);
    }
    return cost(file, opset, limits);
  }

  private GraphCost cost(String file, int opset, OnnxLimits limits) throws ModelRejectedException {
    if (within != null) {
      throw GraphCost.refused(file, within, GraphCost.ENDLESS);
    }
    if (functions) {
      throw ModelRejectedException.of(
          file, "operators of the standard alone; inline them", "functions of the file's own");
    }
    if (sparse) {
      throw ModelRejectedException.of(file, "dense tensors", "a sparse one, which unfolds");
    }
    OnnxOutline graph = outline;
    if (graph == null) {
      throw ModelRejectedException.of(file, "an ONNX model", "no graph");
    }
    // Every size of batch that is served: what follows from one need not follow from another.
    for (int batch = OnnxScorer.MAX_BATCH; batch > 1; batch--) {
      GraphCost.of(file, graph, opset, batch, limits.cost(batch));
    }
    return GraphCost.of(file, graph, opset, 1, limits.cost(1));
  }

  private void requireServedMl(String file) throws ModelRejectedException {
    if (mlOperators.isEmpty()) {
      return;
    }
    TreeSet<String> others = new TreeSet<>(mlOperators);
    others.removeAll(SERVED_ML);
    if (!others.isEmpty()) {
      throw ModelRejectedException.of(
          file, "of " + ML + " only " + new TreeSet<>(SERVED_ML), others);
    }
    long found = opsets.getOrDefault(ML, -1L);
    if (found < OLDEST_ML_OPSET || found > NEWEST_ML_OPSET) {
      throw ModelRejectedException.of(
          file, ML + " opset " + OLDEST_ML_OPSET + " to " + NEWEST_ML_OPSET, found);
    }
  }

  /** Fields of one message that mean something only together, and may come in any order. */
  private static final class Parts {
    String domain = "";
    String operator = "";
    String name = "";
    long version = -1;
    long integers;
  }

  /** Returns the most integers in one list of an attribute of the message. */
  private long walk(ProtobufReader reader, Message message, int depth)
      throws ProtobufReader.MalformedException {
    if (depth > MAX_DEPTH) {
      throw new ProtobufReader.MalformedException("nested deeper than " + MAX_DEPTH);
    }
    Parts parts = new Parts();
    long graphsBefore = graphsWithin;
    long most = 0;
    while (reader.next()) {
      Message child = child(message, reader.field());
      hasGraph |= child == Message.GRAPH;
      externalData |= child == Message.EXTERNAL_DATA;
      sparse |= child == Message.SPARSE_TENSOR;
      functions |= child == Message.FUNCTION;
      if (child == Message.OTHER) {
        take(reader, message, parts);
      } else if (child != Message.EXTERNAL_DATA) {
        most = Math.max(most, walk(reader.message(), child, depth + 1));
      }
      if (message == Message.MODEL && child == Message.GRAPH) {
        if (outline != null) {
          throw new ProtobufReader.MalformedException("a graph is said twice");
        }
        outline = OnnxOutline.read(reader.message());
      }
      graphsWithin += message == Message.ATTRIBUTE && child == Message.GRAPH ? 1 : 0;
    }
    if (message == Message.OPSET) {
      opsets.put(parts.domain, parts.version);
    } else if (message == Message.NODE) {
      count(parts, most);
      if (graphsWithin > graphsBefore || GraphCost.LOOPS.contains(parts.operator)) {
        within = OnnxNode.label(parts.operator, parts.name);
      }
    }
    return message == Message.ATTRIBUTE ? parts.integers : 0;
  }

  private void take(ProtobufReader reader, Message message, Parts parts)
      throws ProtobufReader.MalformedException {
    int field = reader.field();
    if (message == Message.TENSOR && field == 14) {
      externalData |= reader.number() != 0;
    } else if (message == Message.NODE && field == 3) {
      parts.name = text(reader);
    } else if (message == Message.NODE && field == 4) {
      parts.operator = text(reader);
    } else if (message == Message.NODE && field == 7) {
      parts.domain = text(reader);
    } else if (message == Message.OPSET && field == 1) {
      parts.domain = text(reader);
    } else if (message == Message.OPSET && field == 2) {
      parts.version = reader.number();
    } else if (message == Message.ATTRIBUTE && field == 8) {
      parts.integers += reader.integers();
    }
  }

  /** A tree ensemble holds a list of integers with one for each node, and none that is longer. */
  private void count(Parts operator, long integers) {
    operators++;
    domains.add(operator.domain);
    if (operator.domain.equals(ML)) {
      mlOperators.add(operator.operator);
      treeNodes += TREES.contains(operator.operator) ? integers : 0;
    }
  }

  private static String text(ProtobufReader reader) throws ProtobufReader.MalformedException {
    return new String(reader.bytes(), StandardCharsets.UTF_8);
  }

  /** Field numbers of {@code onnx.proto3}. */
  private static Message child(Message message, int field) {
    return switch (message) {
      case MODEL ->
          switch (field) {
            case 7 -> Message.GRAPH;
            case 8 -> Message.OPSET;
            case 20 -> Message.TRAINING;
            case 25 -> Message.FUNCTION;
            default -> Message.OTHER;
          };
      case TRAINING -> field == 1 || field == 2 ? Message.GRAPH : Message.OTHER;
      case GRAPH ->
          switch (field) {
            case 1 -> Message.NODE;
            case 5 -> Message.TENSOR;
            case 15 -> Message.SPARSE_TENSOR;
            default -> Message.OTHER;
          };
      case FUNCTION ->
          switch (field) {
            case 7 -> Message.NODE;
            case 9 -> Message.OPSET;
            case 11 -> Message.ATTRIBUTE;
            default -> Message.OTHER;
          };
      case NODE -> field == 5 ? Message.ATTRIBUTE : Message.OTHER;
      case ATTRIBUTE ->
          switch (field) {
            case 5, 10 -> Message.TENSOR;
            case 6, 11 -> Message.GRAPH;
            case 22, 23 -> Message.SPARSE_TENSOR;
            default -> Message.OTHER;
          };
      case SPARSE_TENSOR -> field == 1 || field == 2 ? Message.TENSOR : Message.OTHER;
      case TENSOR -> field == 13 ? Message.EXTERNAL_DATA : Message.OTHER;
      case EXTERNAL_DATA, OPSET, OTHER -> Message.OTHER;
    };
  }
}
