package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    private Path file;

    @BeforeEach
    void choose(@TempDir Path folder) {
        file = folder.resolve("key.json");
    }

    @Test
    void isKept() throws Exception {
        var token = SignedJWT.parse(SigningKey.keptIn(file).sign(new JWTClaimsSet.Builder().build()));
        var published = JWKSet.parse(SigningKey.keptIn(file).published())
                .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(published.toRSAKey()))).isTrue();
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        SigningKey.keptIn(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void publishesNoSecret() throws Exception {
        var published = JWKSet.parse(SigningKey.keptIn(file).published());
        assertThat(published.getKeys()).hasSize(1).noneMatch(JWK::isPrivate);
    }

    @Test
    void isNotReplacedWhenItCannotBeRead() throws Exception {
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> SigningKey.keptIn(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
        assertThat(file).hasContent("{}");
    }
}
