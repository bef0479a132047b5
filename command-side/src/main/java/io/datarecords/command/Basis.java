package io.datarecords.command;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * What a command is decided on. Memory is quick, and may be behind: an event that rests on something old is refused by
 * the log. What leads to no event is refused by nobody, so it is decided on the log before it is answered.
 */
public enum Basis {
    MEMORY,
    LOG;

    static final String KEY = "basis";

    /** That of the command that is being handled; outside of one, the log. */
    public static Basis current() {
        return CurrentUnitOfWork.isStarted()
                        && CurrentUnitOfWork.get().getMessage().getMetaData().get(KEY) == MEMORY
                ? MEMORY
                : LOG;
    }
}
