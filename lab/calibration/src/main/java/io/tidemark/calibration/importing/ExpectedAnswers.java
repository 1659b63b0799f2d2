package io.tidemark.calibration.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The framework's own answers to the rows of the exports, held against ours: one line a row, the
 * rows of each file in their order, the files in the order of their names. The last columns are the
 * numbers of an answer; a line that ends empty, or with {@code nan}, gives none. Read line by line.
 */
final class ExpectedAnswers {

  /** Largest difference: absolute up to 1, relative beyond. */
  static final double TOLERANCE = 1e-5;

  private final Path file;
  private final AnsweredRows answers;
  private final int width;
  private int compared;
  private int apart;
  private double largest = -1;
  private String worst = "";

  private ExpectedAnswers(Path file, AnsweredRows answers, int width) {
    this.file = file;
    this.answers = answers;
    this.width = width;
  }

  /**
   * Compares.
   *
   * @param width numbers of an answer
   * @return what was found, for people
   * @throws ImportRefusedException if the file is none, has not a line for each row, or differs
   */
  static String hold(Path file, ExportedHistory history, AnsweredRows answers, int width) {
    ExpectedAnswers expected = new ExpectedAnswers(file, answers, width);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      expected.hold(lines, history);
    } catch (MalformedInputException e) {
      throw new ImportRefusedException(file + " is no text: write it as CSV", e);
    } catch (IOException e) {
      throw new ImportRefusedException(file + " cannot be read: check the path of --expected", e);
    }
    return expected.verdict();
  }

  private void hold(BufferedReader lines, ExportedHistory history) throws IOException {
    int line = 1;
    String text = lines.readLine();
    if (text != null && isHead(text)) {
      text = lines.readLine();
      line++;
    }
    int answered = 0;
    for (int series = 0; series < history.series().size(); series++) {
      int rows = history.series().get(series).rows();
      for (int row = 0; row < rows; row++, line++, text = lines.readLine()) {
        if (text == null) {
          throw wrongLength(history);
        }
        boolean ours =
            answered < answers.count()
                && answers.seriesOf(answered) == series
                && answers.rowOf(answered) == row;
        if (ours) {
          compare(answered, line, text);
          answered++;
        }
      }
    }
    if (text != null && !text.isBlank()) {
      throw wrongLength(history);
    }
  }

  private ImportRefusedException wrongLength(ExportedHistory history) {
    long rows = history.series().stream().mapToLong(ExportSeries::rows).sum();
    return new ImportRefusedException(
        "%s must have a line for each of the %,d rows of the exports, file by file in the order of their names"
            .formatted(file, rows));
  }

  private static boolean isHead(String line) {
    String last = line.substring(line.lastIndexOf(',') + 1).strip();
    return !last.isEmpty() && number(last) == null;
  }

  private void compare(int row, int line, String text) {
    String[] columns = text.split(",", -1);
    if (columns.length < width) {
      throw new ImportRefusedException(
          "%s: line %d has %d columns, and an answer has %d numbers"
              .formatted(file, line, columns.length, width));
    }
    float[] ours = answers.answer(row);
    for (int i = 0; i < width; i++) {
      String written = columns[columns.length - width + i].strip();
      Double theirs = written.isEmpty() ? Double.valueOf(Double.NaN) : number(written);
      if (theirs == null) {
        throw new ImportRefusedException(
            "%s: line %d: '%s' is no number".formatted(file, line, written));
      }
      if (theirs.isNaN()) {
        return;
      }
      double difference =
          Float.isNaN(ours[i])
              ? Double.POSITIVE_INFINITY // an abstention where the framework answers
              : Math.abs(theirs - ours[i]) / Math.max(1, Math.abs(theirs));
      apart += difference > TOLERANCE ? 1 : 0;
      if (!(difference <= largest)) {
        largest = difference;
        worst =
            "line %d (%s at %s): the framework answers %s, the imported model %s"
                .formatted(
                    line,
                    answers.of(row).instrument(),
                    Instant.EPOCH.plus(answers.time(row), ChronoUnit.MICROS),
                    written,
                    ours[i]);
      }
    }
    compared++;
  }

  private static @Nullable Double number(String text) {
    try {
      return text.equalsIgnoreCase("nan") ? Double.valueOf(Double.NaN) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private String verdict() {
    if (compared == 0) {
      throw new ImportRefusedException(
          file + " has no answer to any row that is used: write one line for each row");
    }
    if (apart > 0) {
      throw new ImportRefusedException(
          ("%s differs by more than %.0e in %,d of %,d rows, most in %s: are the lines in the order"
                  + " of the rows, --features in the order of the training, and the column that of a"
                  + " rise?")
              .formatted(file, TOLERANCE, apart, compared, worst));
    }
    return "As the framework: %,d rows of %s compared, largest difference %.1e in %s"
        .formatted(compared, file, largest, worst);
  }
}
