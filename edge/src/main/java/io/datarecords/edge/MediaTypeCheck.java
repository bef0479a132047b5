package io.datarecords.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body that is no JSON, and a client that takes none, before anything is read or done. */
final class MediaTypeCheck implements HandlerInterceptor {

    private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_JSON);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeException {
        if (handler instanceof HandlerMethod method) {
            requireJsonSent(request, method);
            if (!has(method, Accepted.class)) {
                Accepted.of(request).best(JSON, MediaType::toString);
            }
        }
        return true;
    }

    private static void requireJsonSent(HttpServletRequest request, HandlerMethod method)
            throws HttpMediaTypeNotSupportedException {
        if (!has(method, JsonBody.class)) {
            return;
        }
        MediaType sent = contentType(request);
        if (sent == null || JsonBodyConverter.MEDIA_TYPES.stream().noneMatch(type -> type.includes(sent))) {
            throw new HttpMediaTypeNotSupportedException(sent, JSON);
        }
    }

    private static boolean has(HandlerMethod method, Class<?> parameterType) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == parameterType);
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
}
