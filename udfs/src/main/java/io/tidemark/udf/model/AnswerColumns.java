package io.tidemark.udf.model;

import io.tidemark.core.score.ModelMetadata;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** {@code OUTPUT (...)}: some of what can be said of a score, by name and in any order. */
final class AnswerColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What can be said; named as in a signal. */
  private enum Answer {
    PROBABILITY(true),
    STRENGTH(true),
    MODEL_ID(false),
    MODEL_VERSION(false);

    /** Else a text, which is there without a score, too. */
    private final boolean number;

    Answer(boolean number) {
      this.number = number;
    }

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }

    static String columns() {
      return Stream.of(values()).map(Answer::column).collect(Collectors.joining(", "));
    }
  }

  private record Column(Answer answer, boolean isFloat) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final ArrayList<Column> columns = new ArrayList<>();

  private AnswerColumns() {}

  static AnswerColumns of(RowType declared, List<String> problems) {
    AnswerColumns columns = new AnswerColumns();
    declared.getFields().forEach(field -> columns.take(field, problems));
    if (declared.getFieldNames().stream().noneMatch(Answer.PROBABILITY.column()::equals)) {
      problems.add("OUTPUT: there is no column probability");
    }
    return columns;
  }

  private void take(RowType.RowField field, List<String> problems) {
    String name = field.getName();
    LogicalType type = field.getType();
    for (Answer answer : Answer.values()) {
      if (answer.column().equals(name)) {
        boolean isFloat = type.is(LogicalTypeRoot.FLOAT);
        if (answer.number && !isFloat && !type.is(LogicalTypeRoot.DOUBLE)) {
          problems.add(
              "OUTPUT: " + name + " must be FLOAT or DOUBLE, is " + type.asSummaryString());
        } else if (answer.number && !type.isNullable()) {
          problems.add("OUTPUT: " + name + " may be missing, so it cannot be NOT NULL");
        } else if (!answer.number && !type.is(LogicalTypeRoot.VARCHAR)) {
          problems.add("OUTPUT: " + name + " must be STRING, is " + type.asSummaryString());
        }
        columns.add(new Column(answer, isFloat));
        return;
      }
    }
    problems.add("OUTPUT: " + name + " is none of " + Answer.columns());
  }

  /**
   * What is said of a row.
   *
   * @param probability what the model answered; NaN if it was not asked
   */
  RowData row(ModelMetadata metadata, float probability) {
    GenericRowData row = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      row.setField(i, value(columns.get(i), metadata, probability));
    }
    return row;
  }

  private static @Nullable Object value(Column column, ModelMetadata metadata, float probability) {
    return switch (column.answer()) {
      case PROBABILITY -> number(column, probability, probability);
      case STRENGTH -> number(column, probability, metadata.calibration().strength(probability));
      case MODEL_ID -> StringData.fromString(metadata.model().id());
      case MODEL_VERSION -> StringData.fromString(metadata.model().version());
    };
  }

  /** NULL where what was answered is no probability. */
  private static @Nullable Object number(Column column, float probability, double x) {
    if (!(probability >= 0 && probability <= 1)) {
      return null;
    }
    return column.isFloat() ? (Object) (float) x : (Object) x;
  }
}
