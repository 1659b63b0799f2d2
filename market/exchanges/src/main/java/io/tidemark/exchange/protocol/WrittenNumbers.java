package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The numbers of a message's rows such as {@code ["51201.37","0.5","0","3"]}, in the order in which
 * they stand. A row is a part of them; the node of a number is made when it is asked for.
 */
final class WrittenNumbers {

  /** Characters of a number with its quotes and comma, or more. */
  private static final int CHARACTERS = 12;

  private final byte[] message;
  private int[] starts = {};
  private double[] numbers = {};
  private int count;

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
    return new WrittenNumber(message, start, last);
  }

  /** Adds the number that was read last to the row. */
  void add(int start) {
    if (count == numbers.length) {
      int room = 2 * count + (message.length - start) / CHARACTERS + 1;
      starts = Arrays.copyOf(starts, room);
      numbers = Arrays.copyOf(numbers, room);
    }
    starts[count] = start;
    numbers[count] = last;
    count++;
  }

  /** Forgets those from this one on. */
  void keep(int most) {
    count = most;
  }

  /** Those from this one on. */
  List<JsonNode> since(int first) {
    return new Row(this, first, count - first);
  }

  private static final class Row extends AbstractList<JsonNode> implements RandomAccess {
    private final WrittenNumbers all;
    private final int first;
    private final int size;

    Row(WrittenNumbers all, int first, int size) {
      this.all = all;
      this.first = first;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public JsonNode get(int index) {
      int at = first + Objects.checkIndex(index, size);
      return new WrittenNumber(all.message, all.starts[at], all.numbers[at]);
    }
  }
}
