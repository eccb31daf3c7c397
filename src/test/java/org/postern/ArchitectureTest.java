package org.postern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package table of ARCHITECTURE.md, held by the build. */
@AnalyzeClasses(packages = "org.postern", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule nothingImportsTheRoot =
      noClasses()
          .that()
          .resideInAPackage("org.postern.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.postern");

  @ArchTest static final ArchRule aclIsPure = onlyDependsOn("acl", "acl");

  @ArchTest static final ArchRule counterIsPure = onlyDependsOn("counter", "counter");

  @ArchTest
  static final ArchRule findingSeesAclAndCounter =
      onlyDependsOn("finding", "finding", "acl", "counter");

  @ArchTest static final ArchRule snmpStandsAlone = onlyDependsOn("snmp", "snmp");

  @ArchTest
  static final ArchRule profileMapsSnmpToValues =
      onlyDependsOn("profile", "profile", "snmp", "acl", "counter");

  @ArchTest
  static final ArchRule configMakesValues =
      onlyDependsOn("config", "config", "acl", "finding", "snmp");

  @ArchTest
  static final ArchRule storeKeepsValues =
      onlyDependsOn("store", "store", "acl", "counter", "finding");

  @ArchTest
  static final ArchRule agentServesTheBoard =
      onlyDependsOn("agent", "agent", "finding", "acl", "counter");

  @ArchTest
  static final ArchRule metricsServeTheBoard =
      onlyDependsOn("metrics", "metrics", "finding", "acl", "counter");

  @ArchTest
  static final ArchRule pollConducts =
      onlyDependsOn("poll", "poll", "snmp", "profile", "acl", "counter", "finding", "store");

  @ArchTest
  static final ArchRule noCycles = slices().matching("org.postern.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule snmp4jStaysAtTheWire =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.postern.snmp..", "org.postern.agent..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snmp4j..");

  @ArchTest
  static final ArchRule quartzStaysInPoll =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postern.poll..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.quartz..");

  @ArchTest
  static final ArchRule sqlStaysInStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postern.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.h2..");

  @ArchTest
  static final ArchRule prometheusStaysInMetrics =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postern.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..", "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule onlyTheRootPrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postern")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.postern")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  private static ArchRule onlyDependsOn(String self, String... allowed) {
    String[] others =
        java.util.stream.Stream.of(
                "acl", "counter", "finding", "snmp", "profile", "config", "poll", "store", "agent",
                "metrics")
            .filter(name -> !java.util.List.of(allowed).contains(name))
            .map(name -> "org.postern." + name + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("org.postern." + self + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(true);
  }
}
