package io.datarecords.api.access;

import org.jspecify.annotations.Nullable;

/** Every rule of who may do what. Both sides ask here, and nowhere else is a scope, grant or owner looked at. */
public final class AccessRules {

    private AccessRules() {}

    /** Read or list any record of the type, whoever owns it. */
    public static boolean mayReadAny(Caller caller, TypeAccess access) {
        return caller.has(Scope.RECORDS_READ) || access.grants(caller, Action.LIST_ALL);
    }

    /** Read or list the caller's own records. */
    public static boolean mayReadOwn(Caller caller, TypeAccess access) {
        return mayReadAny(caller, access) || access.letsMembers(MemberAction.READ);
    }

    public static boolean mayRead(Caller caller, TypeAccess access, @Nullable Long owner) {
        return caller.owns(owner) ? mayReadOwn(caller, access) : mayReadAny(caller, access);
    }

    /** Create a record for {@code owner}; null: for nobody. */
    public static boolean mayCreate(Caller caller, TypeAccess access, @Nullable Long owner) {
        return caller.has(Scope.RECORDS_WRITE)
                || access.grants(caller, Action.CREATE)
                || (caller.owns(owner) && access.letsMembers(MemberAction.CREATE));
    }

    /**
     * Update a record of {@code owner}. Whoever may is answered with the record, also one who may not read it: the answer
     * to a write is part of the write, so a grant to update shows what it lets its holder update.
     */
    public static boolean mayUpdate(Caller caller, TypeAccess access, @Nullable Long owner) {
        return caller.has(Scope.RECORDS_WRITE)
                || access.grants(caller, Action.UPDATE)
                || (caller.owns(owner) && access.letsMembers(MemberAction.UPDATE));
    }

    public static boolean mayDelete(Caller caller, TypeAccess access, @Nullable Long owner) {
        return caller.has(Scope.RECORDS_ADMIN)
                || access.grants(caller, Action.DELETE)
                || (caller.owns(owner) && access.letsMembers(MemberAction.DELETE));
    }

    /** See and set the fields that are marked admin-only. */
    public static boolean seesAdminFields(Caller caller) {
        return caller.has(Scope.RECORDS_ADMIN);
    }

    /** Export the history of any record, and be told which have been deleted. */
    public static boolean mayExportHistory(Caller caller) {
        return caller.has(Scope.RECORDS_ADMIN);
    }

    /** Erase all records of a member, of whatever type. */
    public static boolean mayEraseMembers(Caller caller) {
        return caller.has(Scope.RECORDS_ADMIN);
    }

    /** Ask how many records another member has. One's own counts need no permission. */
    public static boolean mayCountRecordsOf(Caller caller, long memberId) {
        return caller.owns(memberId) || caller.has(Scope.DATATYPES_READ);
    }

    /** Be told how many records {@code memberId} has in a type. */
    public static boolean mayCountRecordsOf(Caller caller, TypeAccess access, long memberId) {
        return caller.owns(memberId) || mayReadAny(caller, access);
    }

    public static boolean mayReadDataTypes(Caller caller) {
        return caller.has(Scope.DATATYPES_READ);
    }

    /** Define, revise, archive and unarchive data types. */
    public static boolean mayDefineDataTypes(Caller caller) {
        return caller.has(Scope.DATATYPES_WRITE);
    }

    /** Look after the service itself: rebuild its views, see to what they could not take. */
    public static boolean mayOperate(Caller caller) {
        return caller.has(Scope.OPERATIONS_ADMIN);
    }

    /** Delete data types, and read who changed them. */
    public static boolean mayAdministerDataTypes(Caller caller) {
        return caller.has(Scope.DATATYPES_ADMIN);
    }
}
