package io.tidemark.core.strategy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One text for each meaning: keys in the alphabet's order, numbers without trailing zeros, texts
 * between quotes. The order of lists is kept.
 */
final class CanonicalText {

  private CanonicalText() {}

  static String of(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      TreeMap<String, Object> sorted = new TreeMap<>();
      map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
      StringJoiner text = new StringJoiner(",", "{", "}");
      sorted.forEach((key, value) -> text.add(quoted(key) + ":" + of(value)));
      return text.toString();
    }
    if (tree instanceof List<?> list) {
      StringJoiner text = new StringJoiner(",", "[", "]");
      list.forEach(each -> text.add(of(each)));
      return text.toString();
    }
    if (tree instanceof Number number) {
      BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
      return exact.signum() == 0 ? "0" : exact.toPlainString();
    }
    return quoted(String.valueOf(tree));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** SHA-256 in hexadecimal. */
  static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
