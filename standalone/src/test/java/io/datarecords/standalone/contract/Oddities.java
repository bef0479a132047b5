package io.datarecords.standalone.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What nobody should send: odd values of JSON, of queries, of paths and of headers. */
final class Oddities {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "\\ud800",
            "a\\udc00b",
            "\\ud83d\\ude00",
            "\\u0000",
            "a\\u0000b",
            "\\u0001\\u001f\\u007f",
            "\\u202e\u05d0\u05d1\u05d2\\u200f",
            "e" + "\u0301".repeat(200),
            "\uD83D\uDE00".repeat(50),
            "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            "\ufeff\uffff\ufdd0",
            "'; drop table log.event; --",
            "%s%n%x",
            "{{7*7}}${7*7}",
            "../../etc/passwd",
            "\\\\",
            "\\\"",
            "a\\nb\\r\\tc",
            "<script>alert(1)</script>",
            "2024-02-30",
            "9999999999-01-01",
            "+1000000000-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00+18:00",
            "2024-01-15T10:30:00.123456789123Z",
            "25:61:99",
            "a@b",
            "http://[::1]:99999/",
            "x".repeat(10_001),
            "y".repeat(256),
            "İIıi",
            "null",
            "NaN",
            "1e999999999");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1.0",
            "1e0",
            "1e999999999",
            "-1e-999999999",
            "1E+2147483648",
            "1e-99999999999999999999",
            "0." + "0".repeat(400) + "1",
            "9".repeat(400),
            "-" + "9".repeat(400) + ".5",
            "9".repeat(5_000),
            "9007199254740992",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "2147483648",
            "0.1",
            "01",
            "1.",
            ".5",
            "+1",
            "0x10",
            "NaN",
            "-Infinity");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[null]",
            "[[]]",
            "{\"a\":1,\"a\":2}",
            "{\"\":\"\"}",
            "{\"\\u0000\":1}",
            "{\"\\ud800\":1}",
            "[1,\"a\",null,{}]",
            "{\"type\":\"java.lang.Runtime\",\"@class\":\"x\"}",
            "\"",
            "tru",
            "'a'",
            "[1,]",
            "{\"a\"}",
            "undefined");

    private static final List<String> PARAMETERS = List.of(
            "",
            "%00",
            "%ff",
            "%C0%80",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%E2%80%AE%D7%90",
            "%",
            "%zz",
            "%2",
            "+",
            "%2B",
            "%0d%0aX:y",
            "-1",
            "0",
            "1.0",
            "1e999999999",
            "9".repeat(400),
            "99999999999999999999",
            "null",
            "true",
            "'",
            "%27%20or%201=1--",
            "a%26b%7Cc%21%28%3A%2A",
            "%25",
            "_",
            "..",
            "[]",
            "[a",
            "{x}",
            "<x>",
            "\"",
            "|",
            "`",
            "\\",
            "^",
            "2024-01-15",
            "2024-01-15T10:30:00Z",
            "2024-01-15T10:30:00+02:00",
            "2024-01-15T10:30:00%2B02:00",
            "%2B999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "x".repeat(3_000),
            "%F0%9F%98%80".repeat(200));

    private static final List<String> HEADERS = List.of(
            "If-Match: *",
            "If-Match: \"1\"",
            "If-Match: \"1\", \"2\", W/\"3\"",
            "If-Match: 1",
            "If-Match: \"",
            "If-Match: ",
            "If-Match: \"99999999999999999999\"",
            "If-Match: \"\u00ff\"",
            "If-Match: " + "\"1\",".repeat(500) + "\"1\"",
            "If-None-Match: *",
            "If-None-Match: \"1\"",
            "If-None-Match: W/\"1\"",
            "If-None-Match: x",
            "If-Modified-Since: Mon, 23 Nov 2026 10:00:00 GMT",
            "If-Modified-Since: yesterday",
            "If-Unmodified-Since: Mon, 23 Nov 2006 10:00:00 GMT",
            "Prefer: consistency=eventual",
            "Prefer: consistency=",
            "Prefer: =;,\"",
            "Prefer: consistency=\"eventual",
            "Prefer: consistency=eventual; a=b, wait=99999999999",
            "Idempotency-Key: k",
            "Idempotency-Key: ",
            "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: \u00e4\u00ff",
            "Idempotency-Key: a, b",
            "Accept: text/html",
            "Accept: application/json",
            "Accept: */*;q=0",
            "Accept: nonsense",
            "Accept: application/problem+json",
            "Accept: ;;;",
            "Accept: " + "a/b,".repeat(300) + "*/*",
            "Accept-Language: xx-\u00ff",
            "Accept-Encoding: gzip;q=1.0, identity;q=0",
            "Accept-Charset: utf-99",
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=nonsense",
            "Content-Type: application/merge-patch+json",
            "Content-Type: ",
            "Content-Type: x",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=x",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Encoding: gzip",
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Prefix: /x",
            "Forwarded: host=evil.example;proto=https",
            "Range: bytes=0-5",
            "Range: bytes=9-1",
            "Origin: null",
            "Origin: https://evil.example",
            "Cookie: JSESSIONID=1; =; \"",
            "Expect: 200-nonsense",
            "Upgrade: h2c",
            "Transfer-Encoding: identity",
            "Authorization: Basic eDp5",
            "X-Long: " + "x".repeat(7_000),
            "X-Longer: " + "x".repeat(9_000));

    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?\\d+(?:\\.\\d+)?|true|false|null|[\\[\\]{},:]");

    private Oddities() {}

    static <T> T oneOf(RandomGenerator random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    static String parameter(RandomGenerator random) {
        return oneOf(random, PARAMETERS);
    }

    static String header(RandomGenerator random) {
        return oneOf(random, HEADERS);
    }

    static String pathSegment(RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                oneOf(
                        random,
                        List.of(
                                "..", ".", "%2e%2e", "%2F", "a%2Fb", "%5C", "%00", "%ff", ";a=b", "1;a=b", "1%3B", "//",
                                "*", "~", "%20", "1%0a", "%D9%A1"));
            case 1 -> "x".repeat(random.nextInt(1, 9_000));
            case 2 -> String.valueOf(random.nextLong());
            default ->
                oneOf(random, PARAMETERS).replace('?', 'q').replace('#', 'h').replace(' ', '+');
        };
    }

    /** A value as JSON has it, or nearly. */
    static String json(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> '"' + oneOf(random, TEXTS) + '"';
            case 3, 4 -> oneOf(random, NUMBERS);
            case 5 -> deep(random);
            default -> oneOf(random, VALUES);
        };
    }

    private static String deep(RandomGenerator random) {
        int depth = oneOf(random, List.of(3, 50, 100, 500, 1_000, 5_000, 50_000));
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    /** A body that is wrong in one place. */
    static byte[] mutated(RandomGenerator random, String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(12)) {
            case 0 -> json(random).getBytes(StandardCharsets.UTF_8);
            case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 2 -> flipped(random, bytes);
            case 3 -> (json + json(random)).getBytes(StandardCharsets.UTF_8);
            case 4 -> json.getBytes(StandardCharsets.UTF_16);
            case 5 -> ("\ufeff" + json).getBytes(StandardCharsets.UTF_8);
            default -> withOneTokenReplaced(random, json).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] flipped(RandomGenerator random, byte[] bytes) {
        var flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private static String withOneTokenReplaced(RandomGenerator random, String json) {
        var tokens = TOKEN.matcher(json).results().toList();
        if (tokens.isEmpty()) {
            return json(random);
        }
        var token = oneOf(random, tokens);
        return json.substring(0, token.start()) + json(random) + json.substring(token.end());
    }
}
