package io.datarecords.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.datarecords.edge", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_edge_knows_the_published_language_and_the_web_and_nothing_of_either_side = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.datarecords.edge..",
                    "io.datarecords.api..",
                    "java..",
                    "jakarta.servlet..",
                    "org.springframework..",
                    "org.apache.tomcat..",
                    "org.apache.catalina..",
                    "org.apache.commons.logging..",
                    "com.github.benmanes.caffeine..",
                    "com.nimbusds..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.jspecify..",
                    "org.yaml.snakeyaml..");
}
