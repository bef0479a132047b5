package io.datarecords.edge;

/** Knows of each byte of CSV whether it is within quotes. They open a cell only where it begins (RFC 4180). */
final class Quotes {

    private boolean open;
    private boolean mayOpen = true;

    void pass(int next) {
        boolean closes = open && next == '"';
        open = open ? !closes : mayOpen && next == '"';
        // Two quotes within a cell stand for one.
        mayOpen = closes || next == ',';
    }

    boolean areOpen() {
        return open;
    }
}
