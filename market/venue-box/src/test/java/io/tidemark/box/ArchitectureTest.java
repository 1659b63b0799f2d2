package io.tidemark.box;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may depend on. No violation is stored: none is allowed. */
@AnalyzeClasses(packages = "io.tidemark.box", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule itKnowsNothingOfOurs =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.tidemark.box..",
              "org.java_websocket..",
              "com.sun.net.httpserver..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule packagesDependInOneDirection =
      slices().matching("io.tidemark.(**)").should().beFreeOfCycles();
}
