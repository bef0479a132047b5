package io.datarecords.api;

/** What a Java string may hold and a database or a UTF-8 encoder may not take: NUL and lone surrogates. */
public final class Texts {

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** Whether the text holds neither NUL nor a lone surrogate. */
    public static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(Texts::isIllFormed);
    }

    /** The text with what no encoder takes replaced, for showing it. */
    public static String shown(String text) {
        if (isWellFormed(text)) {
            return text;
        }
        return text.codePoints()
                .map(point -> isIllFormed(point) ? REPLACEMENT : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isIllFormed(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
