package io.datarecords.command.record;

import java.util.ArrayList;
import java.util.List;

/** Rows of CSV as RFC 4180 has them. */
final class Csv {

    private final String row;
    private int at;

    private Csv(String row) {
        this.row = row;
    }

    /**
     * The cells of a row, without their quotes.
     *
     * @throws IllegalArgumentException if a quote is missing, or something stands beside a quoted cell
     */
    static List<String> cells(String row) {
        var csv = new Csv(row);
        var cells = new ArrayList<String>();
        do {
            cells.add(csv.cell());
        } while (csv.skips(','));
        if (csv.at < row.length()) {
            throw new IllegalArgumentException("character " + csv.at + ": not a comma");
        }
        return cells;
    }

    private String cell() {
        return skips('"') ? quoted() : plain();
    }

    private String plain() {
        int comma = row.indexOf(',', at);
        int start = at;
        at = comma < 0 ? row.length() : comma;
        return row.substring(start, at);
    }

    /** Two quotes stand for one. */
    private String quoted() {
        var cell = new StringBuilder();
        do {
            int quote = row.indexOf('"', at);
            if (quote < 0) {
                throw new IllegalArgumentException("character " + at + ": no quote follows");
            }
            cell.append(row, at, quote).append('"');
            at = quote + 1;
        } while (skips('"'));
        cell.setLength(cell.length() - 1);
        return cell.toString();
    }

    private boolean skips(char expected) {
        boolean isThere = at < row.length() && row.charAt(at) == expected;
        if (isThere) {
            at++;
        }
        return isThere;
    }
}
