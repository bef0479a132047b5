package io.datarecords.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class UpcastersTest {

    /** A made-up past: revision 1 called the owner so, and in revision 2 there were no tasks yet. */
    private static final Upcasters MADE_UP =
            new Upcasters(Map.of("RecordCreated", List.of(renamed("owner", "memberId"), created -> {
                created.put("assignmentTaskId", 5L);
                return created;
            })));

    private static UnaryOperator<ObjectNode> renamed(String from, String to) {
        return event -> {
            event.set(to, event.remove(from));
            return event;
        };
    }

    @Nested
    class Read {

        private final RecordedEvent today = RecordedEvent.of("RecordCreated", 1);
        private final String second = today.payload().replaceFirst(" *\"assignmentTaskId\" : 5,\n", "");
        private final String first = second.replaceFirst("\"memberId\"", "\"owner\"");

        @Test
        void everyRevisionMeansTheSame() {
            assertThat(second).isNotEqualTo(today.payload());
            assertThat(first).isNotEqualTo(second);

            assertThat(read(3, today.payload())).isEqualTo(today.event());
            assertThat(read(2, second)).isEqualTo(today.event());
            assertThat(read(1, first)).isEqualTo(today.event());
        }

        @Test
        void numbersStayExactOnTheWay() {
            var numbers = """
                    "count" : 9007199254740993, "whole" : 12345678901234567890123, "price" : 1.50, "tiny" : 1e-40,""";
            var payload = first.replace("\"count\" : 3,", numbers);

            assertThat(read(1, payload))
                    .isEqualTo(read(3, today.payload().replace("\"count\" : 3,", numbers)))
                    .extracting("values")
                    .asString()
                    .contains("count=9007199254740993", "whole=12345678901234567890123", "price=1.50", "tiny=1E-40");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 4})
        void aRevisionThatNobodyKnowsIsNamed(int revision) {
            assertThatThrownBy(() -> read(revision, today.payload()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("RecordCreated revision " + revision)
                    .hasMessageContaining("up to revision 3")
                    .hasMessageContaining("another release");
        }

        @Test
        void otherEventsAreInTheirFirstRevisionStill() {
            var deleted = RecordedEvent.of("RecordDeleted", 1);

            assertThat(EventCodec.event("RecordDeleted", 1, deleted.payload(), MADE_UP))
                    .isEqualTo(deleted.event());
            assertThatThrownBy(() -> EventCodec.event("RecordDeleted", 2, deleted.payload(), MADE_UP))
                    .hasMessageContaining("RecordDeleted revision 2");
        }

        private Object read(int revision, String payload) {
            return EventCodec.event("RecordCreated", revision, payload, MADE_UP);
        }
    }

    @Test
    void anEventIsWrittenInTheRevisionThatItsLastStepLeadsTo() {
        assertThat(MADE_UP.revisionOf("RecordCreated")).isEqualTo(3);
        assertThat(MADE_UP.revisionOf("RecordDeleted")).isEqualTo(1);
    }
}
