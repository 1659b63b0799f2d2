package io.tidemark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of Markdown, as far as the tests of the manual look at it.
 *
 * @param path of the file
 * @param text lines outside fenced blocks, numbered as in the file; a line of a block is empty
 * @param blocks fenced blocks, each a text of lines
 */
record ManualPage(Path path, List<String> text, List<String> blocks) {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$");
  private static final String FENCE = "```";

  static ManualPage read(Path path) throws IOException {
    List<String> text = new ArrayList<>();
    List<String> blocks = new ArrayList<>();
    StringBuilder block = null;
    for (String line : Files.readAllLines(path)) {
      boolean fence = line.strip().startsWith(FENCE);
      if (block == null) {
        block = fence ? new StringBuilder() : null;
      } else if (fence) {
        blocks.add(block.toString());
        block = null;
      } else {
        block.append(line.strip()).append('\n');
      }
      text.add(fence || block != null ? "" : line);
    }
    if (block != null) {
      throw new IllegalStateException(path + ": a block has no end");
    }
    return new ManualPage(path, List.copyOf(text), List.copyOf(blocks));
  }

  /** Where its links lead; those within code are none. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    Matcher link = LINK.matcher(CODE.matcher(prose()).replaceAll("code"));
    while (link.find()) {
      links.add(link.group(1));
    }
    return links;
  }

  /** Code within its sentences, without the marks; one that is broken over two lines is joined. */
  List<String> codes() {
    List<String> codes = new ArrayList<>();
    for (String paragraph : prose().split("\n\\s*\n|\n(?=\\|)", -1)) {
      Matcher code = CODE.matcher(paragraph);
      while (code.find()) {
        codes.add(code.group().replace("`", "").replaceAll("\\s+", " "));
      }
    }
    return codes;
  }

  /** The anchors of its headings, as GitHub makes them. */
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> repeated = new HashMap<>();
    for (String line : text) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String anchor =
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
        int before = repeated.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  private String prose() {
    return String.join("\n", text);
  }
}
