package io.datarecords.api.access;

import java.util.List;

/**
 * Who may do what with the records of a data type.
 *
 * @param grants       what roles may do with any record
 * @param memberAccess what members may do with their own records
 */
public record TypeAccess(List<Grant> grants, List<MemberAction> memberAccess) {

    /** What members may do when a definition says nothing. */
    public static final List<MemberAction> DEFAULT_MEMBER_ACCESS =
            List.of(MemberAction.CREATE, MemberAction.READ, MemberAction.UPDATE);

    public TypeAccess {
        grants = List.copyOf(grants);
        memberAccess = memberAccess.stream().distinct().toList();
    }

    boolean grants(Caller caller, Action action) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.actions().contains(action) && caller.roles().contains(grant.role()));
    }

    boolean letsMembers(MemberAction action) {
        return memberAccess.contains(action);
    }
}
