package io.datarecords.command.record;

/** Takes what came of each row, in the order of the rows. */
interface RowAnswers {

    void answer(RowOutcome outcome);
}
