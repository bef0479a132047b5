package io.datarecords.api.datatype;

import com.google.re2j.Pattern;
import java.net.Inet6Address;
import org.jspecify.annotations.Nullable;

/** A mailbox as RFC 5321, section 4.1.2, has it: a dot-atom or a quoted string, at a domain or an address literal. */
record EmailType(Length length) implements FieldType {

    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 255;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String QUOTED = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*\"";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*|" + QUOTED);
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern IPV4 = Pattern.compile("\\[" + OCTET + "(?:\\." + OCTET + "){3}\\]");
    private static final Pattern IPV6 = Pattern.compile("\\[(?i:IPv6):[0-9A-Fa-f:.]+\\]");

    static EmailType read(Rules rules) {
        return new EmailType(Length.upTo(Formatted.MAX_LENGTH, rules));
    }

    @Override
    public @Nullable String accept(Object sent, Place place) {
        return Formatted.accept(sent, length, EmailType::isMailbox, "must be an e-mail address", place);
    }

    private static boolean isMailbox(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && isLocalPart(text.substring(0, at)) && isDomain(text.substring(at + 1));
    }

    private static boolean isLocalPart(String text) {
        return text.length() <= MAX_LOCAL && LOCAL.matches(text);
    }

    private static boolean isDomain(String text) {
        return text.length() <= MAX_DOMAIN && (DOMAIN.matches(text) || IPV4.matches(text) || isIpv6(text));
    }

    private static boolean isIpv6(String literal) {
        if (!IPV6.matches(literal)) {
            return false;
        }
        try {
            Inet6Address.ofLiteral(literal.substring("[IPv6:".length(), literal.length() - 1));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
