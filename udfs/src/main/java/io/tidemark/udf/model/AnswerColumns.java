package io.tidemark.udf.model;

import io.tidemark.core.score.AnswerForm;
import io.tidemark.core.score.ModelMetadata;
import io.tidemark.core.score.ModelOutput;
import io.tidemark.core.score.Prediction;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * {@code OUTPUT (...)}: some of the numbers of an answer, and of what can be said of it, by name
 * and in any order.
 */
final class AnswerColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What can be said; all but the number itself is named as in a signal. */
  private enum Kind {
    NUMBER(true),
    STRENGTH(true),
    MODEL_ID(false),
    MODEL_VERSION(false);

    /** Else a text, which is there without an answer, too. */
    private final boolean number;

    Kind(boolean number) {
      this.number = number;
    }

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a column may be called. */
  private record Answer(String column, Kind kind, int output) {

    /** The numbers first: a model's own names stand before ours. */
    static List<Answer> of(AnswerForm form, boolean isVersion) {
      List<Answer> all = new ArrayList<>();
      for (ModelOutput output : form.outputs()) {
        all.add(new Answer(output.name(), Kind.NUMBER, all.size()));
      }
      if (isVersion) {
        Stream.of(Kind.STRENGTH, Kind.MODEL_ID, Kind.MODEL_VERSION)
            .forEach(kind -> all.add(new Answer(kind.column(), kind, 0)));
      }
      return all;
    }

    static String columns(List<Answer> answers) {
      return answers.stream().map(Answer::column).collect(Collectors.joining(", "));
    }
  }

  private record Column(Kind kind, int output, boolean isFloat) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final ArrayList<Column> columns = new ArrayList<>();

  private AnswerColumns() {}

  /**
   * Reads how they are declared.
   *
   * @param form what the numbers of an answer are
   * @param isVersion whether the model has an identity and a strength
   * @param problems takes every column that is wrong
   */
  static AnswerColumns of(
      AnswerForm form, boolean isVersion, RowType declared, List<String> problems) {
    AnswerColumns columns = new AnswerColumns();
    List<Answer> answers = Answer.of(form, isVersion);
    declared.getFields().forEach(field -> columns.take(answers, field, problems));
    if (columns.columns.stream().noneMatch(column -> column.kind() == Kind.NUMBER)) {
      String names = Answer.columns(answers.subList(0, form.width()));
      problems.add("OUTPUT: there is no column " + names.replace(", ", " or "));
    }
    return columns;
  }

  private void take(List<Answer> answers, RowType.RowField field, List<String> problems) {
    String name = field.getName();
    LogicalType type = field.getType();
    for (Answer answer : answers) {
      if (answer.column().equals(name)) {
        boolean isFloat = type.is(LogicalTypeRoot.FLOAT);
        boolean number = answer.kind().number;
        if (number && !isFloat && !type.is(LogicalTypeRoot.DOUBLE)) {
          problems.add(
              "OUTPUT: " + name + " must be FLOAT or DOUBLE, is " + type.asSummaryString());
        } else if (number && !type.isNullable()) {
          problems.add("OUTPUT: " + name + " may be missing, so it cannot be NOT NULL");
        } else if (!number && !type.is(LogicalTypeRoot.VARCHAR)) {
          problems.add("OUTPUT: " + name + " must be STRING, is " + type.asSummaryString());
        }
        columns.add(new Column(answer.kind(), answer.output(), isFloat));
        return;
      }
    }
    problems.add("OUTPUT: " + name + " is none of " + Answer.columns(answers));
  }

  /**
   * What is said of a row.
   *
   * @param metadata of a model version, which alone has other columns than the numbers
   * @param prediction what the model answered, if it was asked
   */
  RowData row(@Nullable ModelMetadata metadata, Prediction prediction) {
    GenericRowData row = new GenericRowData(columns.size());
    boolean valid = prediction.isValid();
    for (int i = 0; i < columns.size(); i++) {
      row.setField(i, value(columns.get(i), metadata, prediction, valid));
    }
    return row;
  }

  /** NULL where what was answered makes no sense, and where an answer has no strength. */
  private static @Nullable Object value(
      Column column, @Nullable ModelMetadata metadata, Prediction prediction, boolean valid) {
    return switch (column.kind()) {
      case NUMBER -> valid ? number(column, prediction.number(column.output())) : null;
      case STRENGTH -> number(column, said(metadata).calibration().strength(prediction));
      case MODEL_ID -> StringData.fromString(said(metadata).model().id());
      case MODEL_VERSION -> StringData.fromString(said(metadata).model().version());
    };
  }

  /** Planning gives such a column to a version only. */
  private static ModelMetadata said(@Nullable ModelMetadata metadata) {
    return Objects.requireNonNull(metadata);
  }

  private static @Nullable Object number(Column column, double x) {
    if (Double.isNaN(x)) {
      return null;
    }
    return column.isFloat() ? (Object) (float) x : (Object) x;
  }
}
