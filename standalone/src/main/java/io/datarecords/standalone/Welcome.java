package io.datarecords.standalone;

import io.datarecords.standalone.sample.Person;
import io.datarecords.standalone.sample.SampleData.DataTypes;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is printed when everything is ready: where it listens, tokens, and a first tour to paste.
 *
 * @param host where it listens
 */
record Welcome(String host, Path data, Broker broker, Tokens tokens) {

    /**
     * The whole text.
     *
     * @param sample where the sample's records are, if there are any
     */
    String text(Optional<DataTypes> sample) {
        return head() + events() + sample.map(this::tour).orElseGet(this::withoutSample);
    }

    private String head() {
        return """

            Data Records listens on %1$s (Ctrl-C stops it) and keeps its data in %2$s
            Every call with its parameters: %1$s/docs. Tokens for anyone: POST %1$s/dev/tokens (see README.md).
            """.formatted(host, data);
    }

    private String events() {
        return broker.address().map(this::events).orElse("");
    }

    private String events(String address) {
        return """

            Every event goes to the Kafka topic record-events, too. To see them as they come, with curl or any Kafka client:

            curl -sN %1$s/dev/events
            kcat -b %2$s -t record-events
            """.formatted(host, address);
    }

    private String tour(DataTypes types) {
        return """

            The sample data is a clinic. Its manager may do everything, a nurse what the data types grant to nurses, and a
            member, who is the patient P-0001, reads what is the member's own. Paste this into another shell (the tokens
            are good for 12 hours):

            API=%1$s PATIENTS=%2$d VISITS=%3$d

            MANAGER=%4$s

            NURSE=%5$s

            MEMBER=%6$s

            And then, one by one or all at once:

            echo 'A patient, as a nurse sees it:'
            PATIENT=$(curl -sS "$API/data-types/$PATIENTS/records?externalId=P-0001" -H "Authorization: Bearer $NURSE" \\
              | grep -o '"id":[0-9]*' | head -n 1 | cut -d : -f 2)
            curl -sS $API/data-types/$PATIENTS/records/$PATIENT -H "Authorization: Bearer $NURSE"; echo

            echo 'The manager sees two fields more, which are for admins only:'
            curl -sS $API/data-types/$PATIENTS/records/$PATIENT -H "Authorization: Bearer $MANAGER"; echo

            echo 'Who changed what in it, and when:'
            curl -sS $API/data-types/$PATIENTS/records/$PATIENT/changes -H "Authorization: Bearer $NURSE"; echo

            echo 'Visits with a high fever:'
            curl -gsS "$API/data-types/$VISITS/records?temperature[gte]=39&sortBy=temperature&pageSize=3" -H "Authorization: Bearer $NURSE"; echo

            echo 'The nurse writes down a visit:'
            VISIT=$(curl -sS $API/data-types/$VISITS/records -H "Authorization: Bearer $NURSE" -H 'Content-Type: application/json' \\
              -d '{"memberId":101,"fieldValues":{"patient":'$PATIENT',"at":"2026-10-01T09:30:00+02:00","reason":"Cough","temperature":38.4}}' \\
              | grep -o '"id":[0-9]*' | head -n 1 | cut -d : -f 2); echo $VISIT

            echo 'changes it, if it is still version 1, and that only once:'
            curl -sS -X PUT $API/data-types/$VISITS/records/$VISIT -H "Authorization: Bearer $NURSE" -H 'Content-Type: application/json' \\
              -H 'If-Match: "1"' -d '{"fieldValues":{"temperature":38.9,"triage":"urgent"}}'; echo
            curl -sS -X PUT $API/data-types/$VISITS/records/$VISIT -H "Authorization: Bearer $NURSE" -H 'Content-Type: application/json' \\
              -H 'If-Match: "1"' -d '{"fieldValues":{"temperature":37.0}}'; echo

            echo 'The member counts what is the own:'
            curl -sS $API/data-types/member-record-counts -H "Authorization: Bearer $MEMBER"; echo

            echo 'The manager erases the visit for good:'
            curl -sS -X DELETE $API/data-types/$VISITS/records/$VISIT -H "Authorization: Bearer $MANAGER"; echo
            """.formatted(
                        api(),
                        types.patients(),
                        types.visits(),
                        token(Person.MANAGER),
                        token(Person.NURSE),
                        token(Person.MEMBER));
    }

    private String withoutSample() {
        return """

            Paste this into another shell (the token is the manager's, who may do everything, for 12 hours):

            API=%1$s

            MANAGER=%2$s

            And then define a data type and create a record of it:

            TYPE=$(curl -sS $API/data-types -H "Authorization: Bearer $MANAGER" -H 'Content-Type: application/json' \\
              -d '{"name":"Blood pressure '$(date +%%s)'","fields":[{"name":"Systolic","fieldType":"integer","rules":{"min":0,"max":300}}]}' \\
              | grep -o '"id":[0-9]*' | head -n 1 | cut -d : -f 2)

            curl -sS $API/data-types/$TYPE/records -H "Authorization: Bearer $MANAGER" -H 'Content-Type: application/json' \\
              -d '{"fieldValues":{"systolic":128}}'; echo
            """.formatted(api(), token(Person.MANAGER));
    }

    private String api() {
        return host + "/api/v2/w/" + tokens.exampleWorkspace();
    }

    private String token(Person person) {
        return tokens.issue(tokens.exampleWorkspace(), person);
    }
}
