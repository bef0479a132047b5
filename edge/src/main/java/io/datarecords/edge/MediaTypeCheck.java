package io.datarecords.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body that is no JSON, and a client that takes none, before anything is read or done. Methods that say
 * themselves what they answer with are chosen, or not, by that.
 */
final class MediaTypeCheck implements HandlerInterceptor {

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeException {
        if (handler instanceof HandlerMethod method) {
            requireJsonSent(request, method);
            if (!saysWhatItAnswers(method)) {
                requireJsonAccepted(request);
            }
        }
        return true;
    }

    private static void requireJsonSent(HttpServletRequest request, HandlerMethod method)
            throws HttpMediaTypeNotSupportedException {
        if (Arrays.stream(method.getMethodParameters()).noneMatch(MediaTypeCheck::isBody)) {
            return;
        }
        MediaType sent = contentType(request);
        if (sent == null || JsonBodyConverter.MEDIA_TYPES.stream().noneMatch(type -> type.includes(sent))) {
            throw new HttpMediaTypeNotSupportedException(sent, JSON);
        }
    }

    private static boolean isBody(MethodParameter parameter) {
        return parameter.getParameterType() == JsonBody.class;
    }

    private static @Nullable MediaType contentType(HttpServletRequest request)
            throws HttpMediaTypeNotSupportedException {
        String header = request.getContentType();
        try {
            return header == null ? null : MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException malformed) {
            throw new HttpMediaTypeNotSupportedException(malformed.getMessage());
        }
    }

    private static boolean saysWhatItAnswers(HandlerMethod method) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping != null && mapping.produces().length > 0;
    }

    private static void requireJsonAccepted(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        var accepted = acceptedTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        boolean takesJson = accepted.stream()
                .anyMatch(type -> type.getQualityValue() > 0 && type.includes(MediaType.APPLICATION_JSON));
        if (!accepted.isEmpty() && !takesJson) {
            throw new HttpMediaTypeNotAcceptableException(JSON);
        }
    }

    private static List<MediaType> acceptedTypes(List<String> headers) throws HttpMediaTypeNotAcceptableException {
        try {
            return MediaType.parseMediaTypes(headers);
        } catch (InvalidMediaTypeException malformed) {
            throw new HttpMediaTypeNotAcceptableException(JSON);
        }
    }
}
