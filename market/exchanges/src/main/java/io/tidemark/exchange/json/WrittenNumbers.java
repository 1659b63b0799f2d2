package io.tidemark.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * What a message's rows hold, such as {@code ["51201.37","0.5","0","3"]} or {@code
 * ["new",51201.37,1.5]}, in the order in which it stands. A row is a part of it; the node of a
 * number is made when it is asked for.
 */
final class WrittenNumbers {

  /** Characters of a number with its quotes and comma, or more. */
  private static final int CHARACTERS = 12;

  /** The start of a number that is no text; of what is no number, the starts below it. */
  private static final int NO_TEXT = -1;

  private final byte[] message;

  /** Where the text of a number begins; below 0 where there is none. */
  private int[] starts = {};

  private double[] numbers = {};
  private int count;

  /** What is no number. */
  private JsonNode[] others = {};

  private int otherCount;

  /** The number that {@link #read} read. */
  private double last;

  WrittenNumbers(byte[] message) {
    this.message = message;
  }

  int count() {
    return count;
  }

  /**
   * Reads a decimal number not below 0, of digits that make a number below 2^53.
   *
   * @return where its text ends; below 0 if it is none
   */
  int read(int start) {
    long digits = 0;
    int point = -1;
    int i = start;
    for (; i < message.length; i++) {
      int digit = message[i] - '0';
      if (digit >= 0 && digit <= 9 && digits < DecimalText.ROOM_FOR_A_DIGIT) {
        digits = 10 * digits + digit;
      } else if (digit == '.' - '0' && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    int places = point < 0 ? 0 : i - point - 1;
    boolean hasDigits = i > (point < 0 ? start : start + 1);
    if (i == message.length
        || message[i] != '"'
        || !hasDigits
        || places > DecimalText.MOST_PLACES) {
      return -1;
    }
    last = DecimalText.value(digits, places);
    return i;
  }

  /** The node of the number that was read last. */
  JsonNode node(int start) {
    return node(start, last);
  }

  /** Adds the number that was read last to the row. */
  void add(int start) {
    add(start, last, start);
  }

  /** Adds a number that is no text, behind which the message goes on. */
  void add(double number, int end) {
    add(NO_TEXT, number, end);
  }

  /** Adds what is no such number, behind which the message goes on. */
  void add(JsonNode other, int end) {
    if (otherCount == others.length) {
      others = Arrays.copyOf(others, 2 * otherCount + 8);
    }
    others[otherCount] = other;
    otherCount++;
    add(NO_TEXT - otherCount, 0, end);
  }

  private void add(int start, double number, int at) {
    if (count == numbers.length) {
      int room = 2 * count + (message.length - at) / CHARACTERS + 1;
      starts = Arrays.copyOf(starts, room);
      numbers = Arrays.copyOf(numbers, room);
    }
    starts[count] = start;
    numbers[count] = number;
    count++;
  }

  /** The node of one of them. */
  private JsonNode node(int start, double number) {
    if (start >= 0) {
      return new WrittenNumber(message, start, number);
    }
    return start == NO_TEXT ? DoubleNode.valueOf(number) : others[NO_TEXT - 1 - start];
  }

  /** Forgets those from this one on. */
  void keep(int most) {
    count = most;
  }

  /** Those from this one on. */
  Part since(int first) {
    return new Part(this, first, count - first);
  }

  /** The values of one row. */
  static final class Part extends AbstractList<JsonNode> implements RandomAccess {
    private final WrittenNumbers all;
    private final int first;
    private final int size;

    private Part(WrittenNumbers all, int first, int size) {
      this.all = all;
      this.first = first;
      this.size = size;
    }

    boolean hasNumber(int index) {
      return index >= 0 && index < size && all.starts[first + index] >= NO_TEXT;
    }

    double number(int index) {
      return all.numbers[first + Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public JsonNode get(int index) {
      int at = first + Objects.checkIndex(index, size);
      return all.node(all.starts[at], all.numbers[at]);
    }
  }
}
