package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Why this service has an engine of its own: these lines of the contract fail on {@code JdbcEventStorageEngine}. When one
 * of them passes there one day, this test says so.
 */
class StockEngineTest {

    @Test
    void axonsOwnJdbcEngineFailsTheseLines() {
        var failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(StockEngineContract.class))
                .execute()
                .testEvents()
                .failed()
                .map(StockEngineTest::name);

        assertThat(failed)
                .containsExactlyInAnyOrder(
                        "aSequenceThatIsTakenIsAConcurrencyException()",
                        "ofRacingAppendsToOneSequenceExactlyOneWins()",
                        "aReaderSkipsNoEventWhoseTransactionWasSlow()",
                        "aReaderSkipsNoEventWhenTheClockOfThoseWhoAppendIsAnHourBehind()",
                        "aReaderSkipsNoEventWhenItsClockIsSetForwardByAnHour()",
                        "aPausedReaderSkipsNoEventWhoseTransactionWasHeldOpen()",
                        "positionsFollowTheOrderOfCommits()",
                        "tokensArePlainPositions()",
                        "timeNeverFallsAlongPositions()",
                        "anAppendWhoseCommitWasDoneButNotHeardOfSucceeds()",
                        "anAppendWhoseCommitWasLostMayBeDecidedAgain()",
                        "aSnapshotIsStoredOnlyOverALivingEvent()");
    }

    private static String name(Event event) {
        return event.getTestDescriptor().getLegacyReportingName();
    }
}
