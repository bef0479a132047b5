package io.datarecords.api;

/**
 * One thing that is wrong with what a client sent.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) into the body, or the name of a query parameter
 * @param code    which rule, short and stable, for programs
 * @param message what is expected, for people
 */
public record Violation(String pointer, String code, String message) {}
