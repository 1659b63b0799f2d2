package io.tidemark.cli;

import io.tidemark.exchange.Venue;
import io.tidemark.exchange.decode.DecodedJson;
import io.tidemark.exchange.decode.DecodedLine;
import io.tidemark.exchange.decode.MessageDecoder;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.recordings.file.Lines;
import io.tidemark.recordings.file.UnreadableDataException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark decode}: what becomes of each message of a venue. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what becomes of each message in FILE, one line a fact.",
      "A line of FILE is JSON as VENUE sent it, {\"received_at\": ..., \"message\": ...}, or a line "
          + "of a raw recording. Quantities are in the base currency. A message without facts has "
          + "its reason."
    },
    exitCodeList = {"0:every line is printed", "1:the list of instruments is none"})
public final class DecodeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "one JSON object a fact")
  private boolean json;

  @Option(
      names = "--instruments",
      paramLabel = "LIST",
      description =
          "the venue's answer that lists its instruments with their contract sizes; without it, "
              + "the symbols say what they stand for")
  private List<Path> instruments = new ArrayList<>();

  @Parameters(
      index = "0",
      paramLabel = "VENUE",
      description = "who sent it, such as binance-futures")
  private @Nullable String venue;

  @Parameters(index = "1", paramLabel = "FILE", description = "the messages, plain or gzipped")
  private @Nullable Path file;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    MessageDecoder decoder =
        new MessageDecoder(venue(), instruments.stream().map(DecodeCommand::text).toList());
    for (Outcome outcome : decoder.instrumentLists()) {
      if (outcome instanceof Outcome.Refused refused) {
        spec.commandLine().getErr().println("tidemark: --instruments: " + refused.detail());
        return 1;
      }
    }
    try (Lines lines = Lines.open(Objects.requireNonNull(file))) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        DecodedLine decoded = decoder.read(utf8(line));
        (json ? DecodedJson.of(decoded) : DecodedJson.words(decoded)).forEach(out::println);
      }
    }
    out.flush();
    return 0;
  }

  private Venue venue() {
    return Venue.ofName(Objects.requireNonNull(venue))
        .orElseThrow(
            () ->
                new UnreadableDataException(
                    "There is no venue '"
                        + venue
                        + "': name one of "
                        + Arrays.stream(Venue.values())
                            .map(Venue::label)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  /** A file's lines are bytes, one char each. */
  private static String utf8(String line) {
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static String text(Path list) {
    try {
      return Files.readString(list);
    } catch (IOException e) {
      throw new UnreadableDataException(
          "The list of instruments " + list + " cannot be read (" + e + "): check the path.", e);
    }
  }
}
