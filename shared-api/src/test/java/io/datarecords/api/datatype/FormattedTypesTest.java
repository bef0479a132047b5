package io.datarecords.api.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import io.datarecords.api.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormattedTypesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    email | ann@example.org
                    email | a.b+c_d@sub.example.co.uk
                    email | !#$%&'*+/=?^_{}~-@example.org
                    email | "ann smith"@example.org
                    email | "a@b\\"c"@example.org
                    email | root@localhost
                    email | x@1-2.example
                    email | x@[192.0.2.1]
                    email | x@[IPv6:2001:db8::1]
                    email | "very.(),:;<>[]@unusual"@example.org
                    email | ""@example.org
                    email | x@[ipv6:::1]
                    url   | http://example.org
                    url   | http://example.org?a=b
                    url   | https://example.org:443/%F0%9F%98%80
                    url   | https://example.org:8443/a/b?c=d&e=%20#f
                    url   | HTTPS://EXAMPLE.ORG/
                    url   | http://user:secret@example.org/
                    url   | http://192.0.2.1/
                    url   | http://[2001:db8::1]:8080/
                    url   | http://localhost
                    phone | +14155550123
                    phone | +123456789012345
                    phone | +49
                    phone | +10
                    """)
    void taken(String fieldType, String sent) {
        Outcome.of(AField.of(fieldType), sent).assertKept(sent);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    email | ``
                    email | ann
                    email | @example.org
                    email | ann@
                    email | ann@@example.org
                    email | .ann@example.org
                    email | ann.@example.org
                    email | a..b@example.org
                    email | ann smith@example.org
                    email | Ann <ann@example.org>
                    email | ann@example..org
                    email | ann@-example.org
                    email | ann@example-.org
                    email | ann@exa_mple.org
                    email | ann@example.org.
                    email | änn@example.org
                    email | "ann@example.org
                    email | x@[192.0.2.256]
                    email | x@[IPv6:nonsense]
                    email | x@[IPv6:1:2]
                    email | ann@[192.0.2]
                    email | x@[IPv6:192.0.2.1]
                    email | x@[IPv6:fe80::1%eth0]
                    email | "ann"smith@example.org
                    email | "ann\\"@example.org
                    email | ann@example.org,bob@example.org
                    email | mailto:ann@example.org
                    url   | ``
                    url   | http://?a=b
                    url   | http://#a
                    url   | https://:443/
                    url   | http://user@/
                    url   | http://[::1/
                    url   | http://example.org/%zz
                    url   | file:///etc/passwd
                    url   | example.org
                    url   | //example.org/
                    url   | /a/b
                    url   | http://
                    url   | http:///a
                    url   | http:example.org
                    url   | ftp://example.org
                    url   | javascript:alert(1)
                    url   | http://exa mple.org
                    url   | http://example.org/a b
                    url   | http://exämple.org/
                    url   | http://example.org/ä
                    url   | http://example.org:99999/
                    url   | http://example.org:port/
                    phone | 14155550123
                    phone | +04155550123
                    phone | +1234567890123456
                    phone | +1 415 555 0123
                    phone | +1-415-555-0123
                    phone | +
                    phone | +1
                    phone | ++491
                    phone | +49a
                    phone | 0049123456
                    phone | +１4155550123
                    """)
    void refused(String fieldType, String sent) {
        Outcome.of(AField.of(fieldType), sent).assertRefused("format");
    }

    @ParameterizedTest
    @CsvSource({"email, ann@example.org", "url, http://example.org", "phone, +4912345"})
    void nothing_stands_around_them(String fieldType, String sent) {
        for (var around : new String[] {" ", "\n", "\t", "\u00A0", "\u200B"}) {
            Outcome.of(AField.of(fieldType), sent + around).assertRefused("format");
            Outcome.of(AField.of(fieldType), around + sent).assertRefused("format");
        }
    }

    @Test
    void a_mailbox_has_64_characters_before_the_at_and_255_after_it() {
        var label = "a".repeat(63) + ".";
        var domain = label.repeat(3) + "b".repeat(63);

        Outcome.of(AField.of("email"), "x".repeat(64) + "@" + domain).assertKept("x".repeat(64) + "@" + domain);
        Outcome.of(AField.of("email"), "x".repeat(65) + "@" + domain).assertRefused("format");
        Outcome.of(AField.of("email"), "x@" + domain + ".c").assertRefused("format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "url", "phone"})
    void each_has_a_maxLength(String fieldType) {
        var field = AField.of(fieldType).rule("maxLength", 3L);

        Outcome.of(field, "http://example.org").assertRefused("maxLength");
        Outcome.of(AField.of(fieldType), "x".repeat(10_001)).assertRefused("maxLength");
        Outcome.of(AField.of(fieldType), 3L).assertRefused("type");
        Outcome.of(AField.of(fieldType), "\0").assertRefused("text");
    }

    @Test
    void messages_show_what_is_expected() {
        assertThat(Outcome.of(AField.of("phone"), "x").violations())
                .containsExactly(new Violation(
                        "/fieldValues/field",
                        "format",
                        "must be a telephone number like +14155550123, of up to 15 digits"));
    }
}
