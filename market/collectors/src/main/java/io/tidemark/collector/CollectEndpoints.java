package io.tidemark.collector;

import io.tidemark.collector.venue.VenueDialect;
import io.tidemark.collector.venue.VenueDialects;
import io.tidemark.flink.config.text.ResolvedOptions;
import io.tidemark.flink.config.text.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where venues are reached instead of their own addresses. */
final class CollectEndpoints {

  static final String PREFIX = "collect.endpoints.";
  private static final String SOCKET = ".socket";
  private static final String REST = ".rest";
  private static final int LAST_PORT = 65_535;

  private CollectEndpoints() {}

  /** Addresses by {@code VENUE.socket} and {@code VENUE.rest}. */
  static Map<String, URI> read(ResolvedOptions options) {
    Map<String, URI> endpoints = new TreeMap<>();
    for (String key : options.keys()) {
      if (key.startsWith(PREFIX)) {
        read(key, options, endpoints);
      }
    }
    return endpoints;
  }

  private static void read(String key, ResolvedOptions options, Map<String, URI> endpoints) {
    String name = key.substring(PREFIX.length());
    if (!isKnown(name)) {
      options.refuse(
          key,
          "%s is not known: write %sVENUE.socket or VENUE.rest; VENUE is one of %s"
              .formatted(
                  key,
                  PREFIX,
                  VenueDialects.ALL.stream()
                      .map(VenueDialect::endpoint)
                      .distinct()
                      .collect(Collectors.joining(", "))));
      return;
    }
    String text = options.text(key).orElse(null);
    if (text == null) {
      return;
    }
    boolean socket = name.endsWith(SOCKET);
    URI uri = address(text, socket ? "wss?" : "https?");
    if (uri != null) {
      endpoints.put(name, uri);
      return;
    }
    options.refuse(
        key,
        "%s must be such as %s://host:port, without a path and a user, was '%s'"
            .formatted(key, socket ? "wss" : "https", Secrets.withoutUser(options.found(key))));
  }

  private static boolean isKnown(String name) {
    return VenueDialects.ALL.stream()
        .map(VenueDialect::endpoint)
        .anyMatch(label -> name.equals(label + SOCKET) || name.equals(label + REST));
  }

  /** An address without a path; null if the text is none. */
  private static @Nullable URI address(String text, String schemes) {
    if (!text.matches(schemes + "://[^/\\s@]+/?")) {
      return null;
    }
    try {
      URI uri = new URI(text);
      boolean whole = uri.getHost() != null && uri.getQuery() == null;
      return whole && uri.getFragment() == null && uri.getPort() <= LAST_PORT ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
