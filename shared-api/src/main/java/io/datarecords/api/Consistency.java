package io.datarecords.api;

/** How fresh a read must be. */
public enum Consistency {
    /** With every write that was acknowledged before the read began. */
    FRESH,

    /** With what the views have at once, which may be a moment behind. */
    EVENTUAL
}
