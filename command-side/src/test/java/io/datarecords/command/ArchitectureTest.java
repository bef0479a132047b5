package io.datarecords.command;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.datarecords.command.datatype.SchemaVersion;
import io.datarecords.command.datatype.Schemas;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.spring.stereotype.Aggregate;

@AnalyzeClasses(packages = "io.datarecords.command", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule what_decides_uses_the_api_and_axons_annotations_and_nothing_that_reaches_outside = classes()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .or()
            .haveSimpleName("ExternalIds")
            .or()
            .haveSimpleName("DefinitionRules")
            .or()
            .areAssignableTo(SchemaVersion.class)
            .or(INTERFACES.and(resideInAPackage("io.datarecords.command..")))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.datarecords.api..",
                    "io.datarecords.command.datatype",
                    "io.datarecords.command.record",
                    "java.lang..",
                    "java.time",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "org.axonframework.commandhandling",
                    "org.axonframework.eventhandling",
                    "org.axonframework.eventsourcing",
                    "org.axonframework.modelling.command",
                    "org.axonframework.serialization",
                    "org.axonframework.spring.stereotype",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule aggregates_look_at_no_clock = noClasses()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule controllers_and_what_reads_their_bodies_alone_know_the_web = noClasses()
            .that(not(simpleNameEndingWith("Controller").or(simpleNameEndingWith("Body"))))
            .and()
            .haveSimpleNameNotEndingWith("CommandSide")
            .and()
            .doNotHaveSimpleName("Deleted")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.security..",
                    "jakarta.servlet..",
                    "io.datarecords.edge..");

    @ArchTest
    static final ArchRule the_publication_alone_knows_kafka_and_nobody_knows_the_publication = noClasses()
            .that()
            .resideOutsideOfPackage("..command.publication..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..", "..command.publication..");

    @ArchTest
    static final ArchRule the_publication_knows_nothing_of_the_other_features = noClasses()
            .that()
            .resideInAPackage("..command.publication..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..command.record..", "..command.datatype..");

    @ArchTest
    static final ArchRule records_know_of_data_types_their_schemas_and_no_more = noClasses()
            .that()
            .resideInAPackage("..command.record..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("..command.datatype..")
                    .and(not(belongToAnyOf(Schemas.class, SchemaVersion.class))));

    @ArchTest
    static final ArchRule data_types_know_nothing_of_records = noClasses()
            .that()
            .resideInAPackage("..command.datatype..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..command.record..", "io.datarecords.api.record..");

    @ArchTest
    static final ArchRule features_are_found_and_not_named = noClasses()
            .that()
            .resideInAPackage("io.datarecords.command")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..command.record..", "..command.datatype..");

    @ArchTest
    static final ArchRule the_write_half_knows_nothing_of_the_read_half = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.datarecords.query..", "io.datarecords.standalone..");

    @ArchTest
    static final ArchRule controllers_and_aggregates_are_nobody_elses_business = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .or()
            .areAnnotatedWith(Aggregate.class)
            .should()
            .bePackagePrivate();
}
