package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.core.feature.FeatureFunction;
import io.tidemark.core.feature.FeatureParameter;
import io.tidemark.core.feature.catalog.FeatureCatalog;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./tidemark features}: the catalogue. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    description = {
      "Lists every feature that a model can be made of.",
      "Parameters, formula, unit, what it looks at, warm-up, what its drift may do unless a "
          + "manifest says otherwise, and where it comes from."
    })
public final class FeaturesCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "only these, such as rsi")
  private @Nullable List<String> names;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Collection<FeatureFunction> functions = wanted();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(json(functions));
    } else {
      functions.forEach(function -> out.print(text(function)));
    }
    out.flush();
    return 0;
  }

  private Collection<FeatureFunction> wanted() {
    List<String> only = names == null ? List.of() : names;
    for (String name : only) {
      if (!FeatureCatalog.names().contains(name)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "There is no feature '"
                + name
                + "'; there are "
                + String.join(", ", FeatureCatalog.names()));
      }
    }
    return FeatureCatalog.functions().stream()
        .filter(function -> only.isEmpty() || only.contains(function.name()))
        .toList();
  }

  private static String text(FeatureFunction function) {
    StringBuilder text = new StringBuilder(call(function)).append('\n');
    line(text, "formula", function.formula());
    line(text, "unit", function.unit());
    line(text, "looks at", lower(function.needs()));
    line(text, "warm-up", bars(FeatureCatalog.warmUp(function)));
    line(text, "drift may", lower(function.drift()));
    for (FeatureParameter parameter : function.parameters()) {
      String fallback = parameter.fallback();
      line(
          text,
          parameter.name(),
          parameter.range() + (fallback == null ? "" : "; " + fallback + " unless given"));
    }
    if (!function.source().isEmpty()) {
      line(text, "source", function.source());
    }
    return text.append('\n').toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "    %-10s %s%n", name, value));
  }

  /** Such as {@code book_imbalance[(levels)]}. */
  private static String call(FeatureFunction function) {
    List<FeatureParameter> parameters = function.parameters();
    if (parameters.isEmpty()) {
      return function.name();
    }
    String inside =
        parameters.stream().map(FeatureParameter::name).collect(Collectors.joining(","));
    boolean optional = parameters.stream().allMatch(parameter -> parameter.fallback() != null);
    return function.name() + (optional ? "[(" + inside + ")]" : "(" + inside + ")");
  }

  private static String bars(String warmUp) {
    return warmUp.equals("0") ? "no bars" : "closed bars: " + warmUp;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String json(Collection<FeatureFunction> functions) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ArrayNode all = mapper.createArrayNode();
    for (FeatureFunction function : functions) {
      ObjectNode row = all.addObject();
      row.put("name", function.name());
      row.put("formula", function.formula());
      row.put("unit", function.unit());
      row.put("needs", lower(function.needs()));
      row.put("warmUp", FeatureCatalog.warmUp(function));
      row.put("drift", lower(function.drift()));
      row.put("source", function.source());
      ArrayNode parameters = row.putArray("parameters");
      function.parameters().forEach(parameter -> describe(parameters.addObject(), parameter));
    }
    return mapper.writeValueAsString(all);
  }

  private static void describe(ObjectNode node, FeatureParameter parameter) {
    node.put("name", parameter.name());
    node.put("kind", lower(parameter.kind()));
    node.put("range", parameter.range());
    node.put("default", parameter.fallback());
  }
}
