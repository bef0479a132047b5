package io.datarecords.query;

import io.datarecords.edge.EdgeConfiguration;
import io.datarecords.eventlog.EventLogConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The whole read half, ready to be imported by whatever application runs it. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@EntityScan
@EnableJpaRepositories
@Import({EventLogConfiguration.class, EdgeConfiguration.class})
public class QuerySide {}
