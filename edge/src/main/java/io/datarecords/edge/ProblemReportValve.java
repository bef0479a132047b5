package io.datarecords.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers what Tomcat refuses before the application sees it, in place of Tomcat's web page. */
final class ProblemReportValve extends ErrorReportValve {

    private final JsonMapper mapper;

    ProblemReportValve(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(Problem.MEDIA_TYPE.toString());
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(mapper.writeValueAsString(StatusProblems.of(response.getStatus())));
                response.finishResponse();
            }
        } catch (IOException gone) {
            // The client does not wait for the answer.
        }
    }
}
