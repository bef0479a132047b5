package io.datarecords.standalone.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with the sample's records.
 *
 * @param memberId null for who is no member
 * @param scope    space separated, perhaps empty
 */
public record Person(@Nullable Long memberId, String scope, List<String> roles) {

    /** May do everything. */
    public static final Person MANAGER = new Person(null, "datatypes:admin records:admin operations:admin", List.of());

    /** One of the two nurses. */
    public static final Person NURSE = with(21, "nurse");

    /** The patient P-0001, who may do what members may do with their own records. */
    public static final Person MEMBER = member(101);

    static final Person OTHER_NURSE = with(22, "nurse");
    static final Person DOCTOR = with(11, "doctor");
    static final Person OTHER_DOCTOR = with(12, "doctor");
    static final Person LAB = with(31, "lab");
    static final Person OTHER_LAB = with(32, "lab");

    private static Person with(long memberId, String role) {
        return new Person(memberId, "", List.of(role));
    }

    static Person member(long memberId) {
        return new Person(memberId, "", List.of());
    }
}
