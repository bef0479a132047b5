package io.datarecords.edge;

import io.datarecords.api.Rejected;
import io.datarecords.api.Rejection.TooManyCommands;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers whatever a controller throws. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Log log = LogFactory.getLog(ProblemAdvice.class);

    /** @throws Throwable what was thrown, where it is too late to answer: then the container breaks the answer off */
    @ExceptionHandler
    @Nullable ResponseEntity<Problem> answer(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
            throws Throwable {
        if (response.isCommitted() && !(thrown instanceof AsyncRequestNotUsableException)) {
            throw thrown;
        }
        return answer(thrown, request);
    }

    private static @Nullable ResponseEntity<Problem> answer(Throwable thrown, HttpServletRequest request) {
        return switch (thrown) {
            case Rejected rejected
            when rejected.rejection() instanceof TooManyCommands busy ->
                answer(Problems.of(busy), tryAgainSoon(), request);
            case Rejected rejected -> answer(Problems.of(rejected.rejection()), new HttpHeaders(), request);
            case MalformedJson malformed -> answer(Problems.of("body", malformed), new HttpHeaders(), request);
            case RowTooLarge first -> answer(Problems.ofRow(first), new HttpHeaders(), request);
            case HttpMessageNotReadableException unreadable ->
                answer(
                        Problems.of("body", new MalformedJson("it is missing or was cut off")),
                        new HttpHeaders(),
                        request);
            case Exception unavailable when Problems.isUnavailable(unavailable) -> unavailable(unavailable, request);
            case RequestRejectedException oddHeader -> answer(StatusProblems.of(400), new HttpHeaders(), request);
            case InvalidParameterException undecodable -> answer(StatusProblems.of(400), new HttpHeaders(), request);
            case AsyncRequestNotUsableException gone -> null;
            case HttpRequestMethodNotSupportedException other ->
                answer(StatusProblems.of(405), allowed(other), request);
            case HttpMediaTypeNotAcceptableException unacceptable ->
                answer(
                        StatusProblems.notAcceptable(unacceptable.getSupportedMediaTypes()),
                        unacceptable.getHeaders(),
                        request);
            case HttpMediaTypeNotSupportedException other
            when !other.getSupportedMediaTypes().isEmpty() ->
                answer(StatusProblems.unsupported(other.getSupportedMediaTypes()), other.getHeaders(), request);
            case ErrorResponse refused
            when refused.getStatusCode().is4xxClientError() ->
                answer(StatusProblems.of(refused.getStatusCode().value()), refused.getHeaders(), request);
            default -> internal(thrown, request);
        };
    }

    private static ResponseEntity<Problem> unavailable(Exception cause, HttpServletRequest request) {
        log.warn("Unavailable: " + request.getMethod() + " " + request.getRequestURI(), cause);
        return answer(StatusProblems.unavailable(request.getMethod()), tryAgainSoon(), request);
    }

    /** The same methods that {@code OPTIONS} names: those that the framework answers by itself included. */
    private static HttpHeaders allowed(HttpRequestMethodNotSupportedException other) {
        var methods = new LinkedHashSet<>(Objects.requireNonNullElse(other.getSupportedHttpMethods(), Set.of()));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        var headers = new HttpHeaders();
        headers.setAllow(methods);
        return headers;
    }

    private static HttpHeaders tryAgainSoon() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return headers;
    }

    private static ResponseEntity<Problem> internal(Throwable thrown, HttpServletRequest request) {
        log.error("Failed: " + request.getMethod() + " " + request.getRequestURI(), thrown);
        return answer(StatusProblems.of(500), new HttpHeaders(), request);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers, HttpServletRequest request) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(Problem.MEDIA_TYPE)
                .body(problem.at(request.getRequestURI()));
    }
}
