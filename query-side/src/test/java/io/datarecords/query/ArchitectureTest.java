package io.datarecords.query;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.jdbc.core.simple.JdbcClient;

@AnalyzeClasses(packages = "io.datarecords.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_read_half_knows_no_command_and_nothing_of_the_write_half = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.datarecords.command..", "org.axonframework.."))
            .orShould()
            .dependOnClassesThat(nameEndingWith("Command"));

    @ArchTest
    static final ArchRule only_controllers_use_spring_web = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Controller")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.web..", "org.springframework.http..");

    @ArchTest
    static final ArchRule features_do_not_know_each_other = slices().matching("io.datarecords.query.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage("io.datarecords.query.."),
                    resideInAnyPackage(
                            "io.datarecords.query.views..",
                            "io.datarecords.query.freshness..",
                            "io.datarecords.query.export.."));

    @ArchTest
    static final ArchRule what_features_share_knows_no_feature = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.datarecords.query.views..", "io.datarecords.query.freshness..", "io.datarecords.query.export..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.datarecords.query.record..",
                    "io.datarecords.query.history..",
                    "io.datarecords.query.membercount..",
                    "io.datarecords.query.datatype..");

    @ArchTest
    static final ArchRule sql_is_run_by_those_who_own_rows_alone = noClasses()
            .that()
            .haveNameNotMatching(".*(Rows|Views|Readings|ViewsConfiguration)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class);

    @ArchTest
    static final ArchRule everything_is_package_private_unless_it_is_shared = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .resideOutsideOfPackages(
                    "io.datarecords.query.views..", "io.datarecords.query.freshness..", "io.datarecords.query.export..")
            .and()
            .doNotHaveSimpleName("QuerySide")
            .and()
            .doNotHaveSimpleName("QuerySideApplication")
            .should()
            .notBePublic();
}
