package io.datarecords.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.util.StringUtils;

/** Texts in addresses (RFC 3986, section 2.1). */
final class PercentEncoded {

    private PercentEncoded() {}

    /** @throws IllegalArgumentException for what is not percent-encoded UTF-8; nothing is replaced */
    static String decode(String encoded) {
        try {
            var bytes =
                    StringUtils.uriDecode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("no UTF-8: " + encoded, malformed);
        }
    }
}
