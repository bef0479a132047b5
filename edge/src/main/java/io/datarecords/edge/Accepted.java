package io.datarecords.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** What answers the client takes. A controller that has it as a parameter chooses by itself among several media types. */
public final class Accepted {

    private static final Comparator<MediaType> SPECIFICITY = Comparator.comparing(MediaType::isWildcardType)
            .thenComparing(MediaType::isWildcardSubtype)
            .reversed();

    private final List<String> headers;

    private Accepted(List<String> headers) {
        this.headers = headers;
    }

    static Accepted of(HttpServletRequest request) {
        return new Accepted(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
    }

    /**
     * The one of several that the client likes best; the first among those that it likes the same.
     *
     * @throws HttpMediaTypeNotAcceptableException if it takes none of them
     */
    public <F> F best(List<F> offered, Function<F, String> mediaType) throws HttpMediaTypeNotAcceptableException {
        var types = offered.stream().map(mediaType).map(MediaType::valueOf).toList();
        var ranges = ranges(types);
        int best = 0;
        for (int i = 1; i < types.size(); i++) {
            if (quality(types.get(i), ranges) > quality(types.get(best), ranges)) {
                best = i;
            }
        }
        if (quality(types.get(best), ranges) == 0) {
            throw new HttpMediaTypeNotAcceptableException(types);
        }
        return offered.get(best);
    }

    private List<MediaType> ranges(List<MediaType> types) throws HttpMediaTypeNotAcceptableException {
        try {
            return MediaType.parseMediaTypes(headers);
        } catch (InvalidMediaTypeException malformed) {
            throw new HttpMediaTypeNotAcceptableException(types);
        }
    }

    private static double quality(MediaType type, List<MediaType> ranges) {
        return ranges.isEmpty()
                ? 1
                : ranges.stream()
                        .filter(range -> range.includes(type))
                        .max(SPECIFICITY)
                        .map(MediaType::getQualityValue)
                        .orElse(0.0);
    }
}
