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

    /** Without its path where the request was so malformed that it has none. */
    private static Problem problem(Request request, Response response) {
        var problem = StatusProblems.of(response.getStatus());
        @Nullable String path = request.getRequestURI();
        return path == null ? problem : problem.at(path);
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setContentType(Problem.MEDIA_TYPE.toString());
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var problem = problem(request, response);
            response.setStatus(problem.status());
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(mapper.writeValueAsString(problem));
                response.finishResponse();
            }
        } catch (IOException gone) {
            // The client does not wait for the answer.
        }
    }
}
