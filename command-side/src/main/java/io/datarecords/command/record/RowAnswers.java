package io.datarecords.command.record;

/** Takes what came of each row, in the order of the rows. */
interface RowAnswers {

    void answer(RowOutcome outcome);

    /** Nothing more comes for a while: whoever waits is told now. */
    void flush();
}
