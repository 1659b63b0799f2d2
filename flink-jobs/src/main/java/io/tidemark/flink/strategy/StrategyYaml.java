package io.tidemark.flink.strategy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tidemark.core.strategy.InvalidStrategyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a strategy as maps, lists, texts, numbers and booleans. */
final class StrategyYaml {

  private StrategyYaml() {}

  /**
   * All that stands in a text.
   *
   * @param source where it was read from, for people
   * @throws IOException if it is no YAML
   * @throws InvalidStrategyException if nothing stands there, or an alias
   */
  static Object tree(String source, String text) throws IOException {
    ObjectMapper yaml =
        new ObjectMapper(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .registerModule(new SimpleModule().addDeserializer(Object.class, new Lenient()));
    Object tree = refuseAliases(source, yaml, text) ? yaml.readValue(text, Object.class) : null;
    if (tree == null || "".equals(tree)) { // of "---" alone it makes a text
      String why = "it is empty: write strategy, models and decide; docs/examples/strategies has";
      throw new InvalidStrategyException(source, List.of(why + " a file of each kind"));
    }
    return tree;
  }

  /**
   * The reader takes an alias for a text, its own name: a model of that name would be followed.
   *
   * @return whether anything stands there
   */
  private static boolean refuseAliases(String source, ObjectMapper yaml, String text)
      throws IOException {
    List<String> aliases = new ArrayList<>();
    boolean some = false;
    try (JsonParser parser = yaml.createParser(text)) {
      while (parser.nextToken() != null) {
        some = true;
        if (parser instanceof YAMLParser read && read.isCurrentAlias()) {
          int line = read.currentTokenLocation().getLineNr();
          aliases.add(
              "line %d: the alias *%s is not followed: write out what it stands for"
                  .formatted(line, read.getText()));
        }
      }
    }
    if (!aliases.isEmpty()) {
      throw new InvalidStrategyException(source, aliases);
    }
    return some;
  }

  /**
   * Leaves {@code .nan} and {@code .inf} texts, which whoever wants a number refuses by its key.
   */
  private static final class Lenient extends UntypedObjectDeserializer {

    private static final long serialVersionUID = 1L;

    Lenient() {
      super((JavaType) null, null); // lists and maps as they are written
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
        return super.deserialize(parser, context);
      }
      try {
        return parser.getDecimalValue();
      } catch (StreamReadException e) { // no number that a model could be asked with
        return parser.getText();
      }
    }
  }
}
