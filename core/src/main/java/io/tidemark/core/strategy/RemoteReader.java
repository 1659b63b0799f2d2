package io.tidemark.core.strategy;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is written under {@code remote}. */
final class RemoteReader {

  /** KServe calls it v2. */
  private static final String PROTOCOL = "open-inference";

  private static final List<String> KEYS =
      List.of("protocol", "url", "timeout", "model", "version", "input", "output");

  /** No user and no query: a file that is hashed and shown is no place for a secret. */
  private static final Pattern URL =
      Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
  private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,6}) ?(ms|s)");
  private static final long LONGEST_MILLIS = 30_000;

  private RemoteReader() {}

  /** Null where nothing is written, or it is no map. */
  static @Nullable RemoteSpec read(SpecNode node) {
    if (!node.present() || !node.hasOnly(KEYS)) {
      return null;
    }
    String protocol = node.child("protocol").text("a protocol: " + PROTOCOL);
    if (!protocol.isEmpty() && !protocol.equals(PROTOCOL)) {
      node.child("protocol").problem("must be " + PROTOCOL + ", was " + protocol);
    }
    return new RemoteSpec(
        url(node.child("url")),
        name(node.child("model")),
        name(node.child("version")),
        name(node.child("input")),
        name(node.child("output")),
        timeout(node.child("timeout")));
  }

  /**
   * What the hash covers: that the model is asked elsewhere, and for how long, for both change what
   * a strategy says; not by which names and under which address.
   */
  static Map<String, Object> pinned(RemoteSpec remote) {
    return Map.of("protocol", PROTOCOL, "timeout-ms", remote.timeout());
  }

  private static String url(SpecNode node) {
    String url = node.text("the address of a server, such as http://models:8080");
    if (!url.isEmpty() && !URL.matcher(url).matches()) {
      node.problem(
          "must be of the form http://HOST:PORT or https://HOST:PORT/PATH, without a user or a"
              + " query, was "
              + url);
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static String name(SpecNode node) {
    if (!node.present()) {
      return "";
    }
    String name = String.valueOf(node.value());
    if (!NAME.matcher(name).matches()) {
      node.problem("must be a name of the form " + NAME + ", was " + name);
    }
    return name;
  }

  private static long timeout(SpecNode node) {
    String text = node.text("how long to wait for an answer, such as 150 ms");
    Matcher written = TIMEOUT.matcher(text);
    if (written.matches()) {
      long millis = Long.parseLong(written.group(1)) * (written.group(2).equals("s") ? 1_000 : 1);
      if (millis >= 1 && millis <= LONGEST_MILLIS) {
        return millis;
      }
    }
    if (!text.isEmpty()) {
      node.problem("must be a time from 1 ms to " + LONGEST_MILLIS / 1_000 + " s, was " + text);
    }
    return LONGEST_MILLIS;
  }
}
