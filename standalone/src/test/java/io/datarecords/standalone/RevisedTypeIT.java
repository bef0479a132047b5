package io.datarecords.standalone;

import static io.datarecords.standalone.Client.field;
import static io.datarecords.standalone.Client.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisedTypeIT {

    @Test
    void aRecordFromBeforeARevisionReadsListsAndShowsItsHistory() throws Exception {
        var manager = Client.manager(SharedService.get());
        var type = manager.define("patient", field("name", "text"), field("age", "integer"));
        var record = type + "/records/"
                + manager.post(type + "/records", values(Map.of("name", "Ada", "age", 36)))
                        .id();
        var required = Map.of("name", "ward", "slug", "ward", "fieldType", "text", "required", true);
        manager.put(type, Map.of("fields", List.of(field("name", "text"), required)));
        manager.put(type, Map.of("fields", List.of(field("name", "text"), required, field("age", "text"))));

        assertThat(manager.get(record).json().get("fieldValues").toString()).isEqualTo("{\"name\":\"Ada\"}");
        assertThat(manager.get(type + "/records").json().get("total").asLong()).isEqualTo(1);
        assertThat(manager.put(record, values(Map.of("name", "Ada L."))).status())
                .isEqualTo(200);
        assertThat(manager.put(record, values(Map.of("age", "thirty-six"))).status())
                .isEqualTo(200);
        assertThat(manager.get(record + "?version=1")
                        .json()
                        .at("/fieldValues/age")
                        .asInt())
                .isEqualTo(36);
        assertThat(manager.get(record + "/changes").json().get("items").toString())
                .contains("\"field\":\"age\",\"from\":null,\"to\":36")
                .contains("\"field\":\"age\",\"from\":null,\"to\":\"thirty-six\"");
    }
}
