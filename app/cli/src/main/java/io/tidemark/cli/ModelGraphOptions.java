package io.tidemark.cli;

import io.tidemark.core.score.Task;
import io.tidemark.models.importing.FeatureLists;
import io.tidemark.models.importing.ImportRequest;
import io.tidemark.models.importing.ImportRequest.AnswerScale;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What somebody says of another framework's file that the file itself does not say. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ModelGraphOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Parameters(paramLabel = "FILE.onnx", description = "as the framework exported it")
  private Path file;

  @Option(
      names = "--features",
      required = true,
      paramLabel = "LIST",
      description =
          "what it takes, in its order: \"rsi(14), macd(12,26,9)\", or for several inputs "
              + "\"NAME: rsi(14); NAME: log_return\"")
  private String features;

  @Option(
      names = "--window",
      paramLabel = "BARS",
      description = "bars of one scoring, where the graph leaves them open",
      defaultValue = "0",
      showDefaultValue = Visibility.NEVER)
  private int window;

  @Option(names = "--output", paramLabel = "NAME", description = "the output that counts")
  private @Nullable String output;

  @Option(
      names = "--column",
      paramLabel = "N",
      description = "its column, from 0, where the classes do not say which is a rise",
      defaultValue = "-1",
      showDefaultValue = Visibility.NEVER)
  private int column;

  @Option(
      names = "--scale",
      description =
          "${COMPLETION-CANDIDATES}: what the output is, where the graph does not show it")
  private @Nullable AnswerScale scale;

  Path file() {
    return file;
  }

  /**
   * All of it.
   *
   * @throws ParameterException if the features are none
   */
  ImportRequest request(Task task) {
    try {
      return new ImportRequest(FeatureLists.parse(features), task, window, output, column, scale);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--features: " + e.getMessage(), e);
    }
  }
}
