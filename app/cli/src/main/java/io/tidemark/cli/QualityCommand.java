package io.tidemark.cli;

import io.tidemark.recordings.DataFile;
import io.tidemark.recordings.FilesTogether;
import io.tidemark.recordings.TradeForms;
import io.tidemark.recordings.quality.FileQuality;
import io.tidemark.recordings.quality.QualityReading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark quality}: what becomes of each row of recorded data. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a replay would make of each row of recorded DATA.",
      "Rows are accepted, repaired or refused with a reason; what stands out, such as a hole or a "
          + "far price, is noted and changes nothing."
    },
    exitCodeList = {"0:every row is accepted, repaired or refused", "1:the counts do not balance"})
public final class QualityCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--instrument",
      paramLabel = "NAME",
      description = "whose the DATA is, where its path does not say: ETH-USDT@binance")
  private @Nullable String instrument;

  @Option(names = "--rows", description = "also every row that is not accepted as it stands")
  private boolean rows;

  @Parameters(
      arity = "1..*",
      paramLabel = "DATA",
      description = "recorded bars, trades or messages, plain or gzipped")
  private @Nullable List<Path> data;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    boolean balanced = true;
    List<DataFile> files = DataFile.recogniseAll(Objects.requireNonNull(data), instrument);
    FilesTogether together = FilesTogether.of(files);
    for (DataFile file : files) {
      FileQuality quality =
          QualityReading.of(
              file,
              together,
              verdict -> {
                if (rows && (verdict.reason() != null || !verdict.repairs().isEmpty())) {
                  out.println(verdict.words());
                }
              });
      quality.words().forEach(out::println);
      balanced &= quality.balances();
    }
    TradeForms.remarks(files).forEach(out::println);
    out.flush();
    return balanced ? 0 : 1;
  }
}
