package io.tidemark.models.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.core.score.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as frameworks wrote them, where they are beside the repository. */
class ExportedCasesTest {

  private static final Path CASES =
      Path.of(System.getProperty("tidemark.root", "..")).resolve("../shared/cases/models");

  private static final String TWELVE =
      "log_return, return(6), return(24), realised_vol(24), rsi(14), macd(12,26,9),"
          + " macd_signal(12,26,9), bollinger_position(20), bollinger_width(20), atr(14),"
          + " vwap_distance(24), volume_zscore(24)";

  private static ImportCheck check(String file, String features, Task task) {
    Path path = CASES.resolve(file);
    assumeTrue(Files.exists(path), "no " + path);
    String list = features.equals("12") ? TWELVE : features;
    return ImportCheck.of(path, ImportRequest.of(FeatureLists.parse(list), task));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a1_lr_zipmap_default.onnx | direction | ZipMap dropped, label output 'output_label' dropped
          a1_lr_zipmap_default.onnx | direction | column 1 of 'output_probability' (class 1)
          a2_lr_nozipmap.onnx       | direction | column 1 of 'probabilities' (class 1)
          b1_xgb_booster.onnx       | direction | ai.onnx.ml 1 -> 3
          c2_lgb_nozipmap.onnx      | direction | column 1 of 'probabilities' (class 1)
          d2_lstm_fixedbatch.onnx   | direction | batch freed: it was exported for one row
          e1_lstm_dynamo.onnx       | direction | weights folded in: 3 tensors of e1_lstm_dynamo.onnx.data
          f2_softmax3.onnx          | classes   | 3 columns of 'probs'
          g4_mean_sigma.onnx        | return    | mean 'mean' and standard deviation 'sigma' beside one another
          q7_nan_below_rsi45.onnx   | direction | output kept
          s6_flat_window.onnx       | direction | input 'features' made of features: a window laid flat, bar after bar, the oldest first (24 bars)
          """)
  void isImported(String file, String task, String sentence) {
    ImportCheck check = check(file, "12", Task.valueOf(task.toUpperCase(Locale.ROOT)));
    assertThat(check.problems()).isEmpty();
    assertThat(check.plan()).contains(sentence);
    assertThat(Objects.requireNonNull(check.imported()).largestDifference())
        .isLessThanOrEqualTo(1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          f2_softmax3.onnx          | say --task classes
          g4_mean_sigma.onnx        | --task return
          hang_loop.onnx            | a graph within the graph may run for ever
          j3_int8_dynamic_lstm.onnx | op_types_to_quantize=["MatMul", "Gemm"]
          o1_fusedmatmul.onnx       | import the file that the exporter wrote
          """)
  void isRefusedAsADirectionWithTheLineThatMendsIt(String file, String mend) {
    ImportCheck check = check(file, "12", Task.DIRECTION);
    assertThat(check.imported()).isNull();
    assertThat(check.problems()).anySatisfy(each -> assertThat(each.mend()).contains(mend));
  }

  @ParameterizedTest
  @CsvSource({"h3_input_per_feature.onnx"})
  void takesOneInputForEachFeature(String file) {
    ImportCheck check = check(file, "log_return, return(6)", Task.DIRECTION);
    assertThat(check.problems()).isEmpty();
  }
}
