package io.datarecords.api.datatype;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An absolute URL of the schemes http and https, in ASCII. */
record UrlType(Length length) implements FieldType {

    private static final int MAX_PORT = 65_535;

    static UrlType read(Rules rules) {
        return new UrlType(Length.upTo(Formatted.MAX_LENGTH, rules));
    }

    @Override
    public @Nullable String accept(Object sent, Place place) {
        return Formatted.accept(sent, length, UrlType::isUrl, "must be an absolute http or https URL", place);
    }

    private static boolean isUrl(String text) {
        try {
            var uri = new URI(text);
            return isHttp(uri) && uri.getHost() != null && uri.getPort() <= MAX_PORT && isAscii(text);
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }
}
