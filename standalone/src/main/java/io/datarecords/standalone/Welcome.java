package io.datarecords.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What is printed when everything is ready: where it listens, tokens, and a first tour to paste. */
final class Welcome {

    static final long MEMBER = 7;

    private static final String EVERYTHING = "datatypes:admin records:admin";

    private Welcome() {}

    static String text(int port, Path data, UUID workspace, Tokens tokens) {
        return """

            Data Records listens on %1$s (Ctrl-C stops it) and keeps its data in %2$s

            The tokens are good for 12 hours. A manager may do everything in this workspace, member %6$d only what members
            may do with their own records. POST %1$s/dev/tokens has tokens for anyone. Paste this into another shell:

            API=%1$s/api/v2/w/%3$s

            MANAGER=%4$s

            MEMBER=%5$s

            And then, one by one or all at once:

            echo 'The manager defines a data type:'
            TYPE=$(curl -sS $API/data-types -H "Authorization: Bearer $MANAGER" -H 'Content-Type: application/json' \\
              -d '{"name":"Blood pressure '$(date +%%s)'","fields":[{"name":"Systolic","slug":"systolic","fieldType":"integer","required":true,"rules":{"min":0,"max":300}},{"name":"Note","slug":"note","fieldType":"text"}]}' \\
              | grep -o '"id":[0-9]*' | head -n 1 | cut -d : -f 2); echo $TYPE

            echo 'The member creates a record of it:'
            RECORD=$(curl -sS $API/data-types/$TYPE/records -H "Authorization: Bearer $MEMBER" -H 'Content-Type: application/json' \\
              -d '{"fieldValues":{"systolic":128,"note":"after lunch"}}' \\
              | grep -o '"id":[0-9]*' | head -n 1 | cut -d : -f 2); echo $RECORD

            echo 'reads it:'
            curl -sS $API/data-types/$TYPE/records/$RECORD -H "Authorization: Bearer $MEMBER"; echo

            echo 'changes one of its fields:'
            curl -sS -X PUT $API/data-types/$TYPE/records/$RECORD -H "Authorization: Bearer $MEMBER" -H 'Content-Type: application/json' \\
              -d '{"fieldValues":{"systolic":121}}'; echo

            echo 'sees who changed what, and when:'
            curl -sS $API/data-types/$TYPE/records/$RECORD/changes -H "Authorization: Bearer $MEMBER"; echo

            echo 'lists the records:'
            curl -sS $API/data-types/$TYPE/records -H "Authorization: Bearer $MEMBER"; echo

            echo 'and counts them by data type:'
            curl -sS $API/data-types/member-record-counts -H "Authorization: Bearer $MEMBER"; echo

            echo 'The manager erases the record for good:'
            curl -sS -X DELETE $API/data-types/$TYPE/records/$RECORD -H "Authorization: Bearer $MANAGER"; echo
            """.formatted(
                        "http://localhost:" + port,
                        data,
                        workspace,
                        tokens.issue(workspace, null, EVERYTHING, List.of()),
                        tokens.issue(workspace, MEMBER, "", List.of()),
                        MEMBER);
    }
}
