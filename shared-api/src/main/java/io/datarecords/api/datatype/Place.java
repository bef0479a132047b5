package io.datarecords.api.datatype;

import io.datarecords.api.Texts;
import io.datarecords.api.Violations;

/**
 * Where in an input something stands, and where to note what is wrong with it.
 *
 * @param pointer a JSON Pointer (RFC 6901)
 */
record Place(String pointer, Violations violations) {

    Place at(String property) {
        return new Place(
                pointer + "/" + Texts.shown(property).replace("~", "~0").replace("/", "~1"), violations);
    }

    Place at(int index) {
        return at(Integer.toString(index));
    }

    void refuse(String code, String message) {
        violations.add(pointer, code, message);
    }
}
