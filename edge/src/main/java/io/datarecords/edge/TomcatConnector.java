package io.datarecords.edge;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import tools.jackson.databind.json.JsonMapper;

/** Lets through what Tomcat refuses by itself and clients need, and has it refuse the rest as we do. */
final class TomcatConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final JsonMapper mapper;

    TomcatConnector(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(TomcatConnector::widen);
        factory.addContextCustomizers(this::reportProblems);
    }

    /** Encoded slashes in paths, since external ids have them; brackets in queries, since filters have them. */
    private static void widen(Connector connector) {
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("relaxedQueryChars", "[]");
    }

    private void reportProblems(Context context) {
        context.getParent().getPipeline().addValve(new ProblemReportValve(mapper));
    }
}
