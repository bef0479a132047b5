package io.datarecords.eventlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.datarecords.eventlog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_event_log_knows_the_shared_api_axon_and_jdbc_and_nothing_of_the_two_sides = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.sql..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "io.datarecords.api..",
                    "io.datarecords.eventlog..",
                    "org.axonframework..",
                    "org.springframework.jdbc..",
                    "org.springframework.transaction..",
                    "org.springframework.beans.factory..",
                    "org.springframework.context..",
                    "org.springframework.boot.context.properties..",
                    "org.flywaydb..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson..");
}
