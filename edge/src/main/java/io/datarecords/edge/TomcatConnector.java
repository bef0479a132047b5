package io.datarecords.edge;

import java.nio.charset.StandardCharsets;
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

    /**
     * Encoded slashes in paths, since external ids have them; brackets in queries, since filters have them; and whatever
     * bytes are percent-encoded in a path, since nobody here reads what Tomcat decodes, and it would answer what is no
     * UTF-8 before anybody has looked at the token.
     */
    private static void widen(Connector connector) {
        connector.setURIEncoding(StandardCharsets.ISO_8859_1.name());
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("relaxedQueryChars", "[]");
    }

    private void reportProblems(Context context) {
        context.getParent().getPipeline().addValve(new ProblemReportValve(mapper));
    }
}
