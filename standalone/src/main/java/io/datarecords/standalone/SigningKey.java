package io.datarecords.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.UUID;

/** The key that signs tokens, made once and kept in the data folder. */
final class SigningKey {

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    /**
     * The key in the file, or a new one that is then kept there.
     *
     * @throws StartFailure if the file holds something else
     */
    static SigningKey keptIn(Path file) {
        try {
            return new SigningKey(RSAKey.parse(Secrets.keep(file, SigningKey::generate)));
        } catch (ParseException e) {
            throw new StartFailure(file + " holds no key. Remove it to have a new one made.", e);
        }
    }

    private static String generate() {
        try {
            var id = UUID.randomUUID().toString();
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String sign(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
            var token = new SignedJWT(header.build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half, for whoever checks what is signed (RFC 7517). */
    Map<String, Object> published() {
        return new JWKSet(key.toPublicJWK()).toJSONObject();
    }
}
