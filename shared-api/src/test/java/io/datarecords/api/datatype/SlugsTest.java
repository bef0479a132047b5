package io.datarecords.api.datatype;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "age", "blood_pressure", "a1_", "page_2", "sort_by"})
    void slugs(String text) {
        assertThat(Schema.isSlug(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_a",
                "1a",
                "Age",
                "a-b",
                "a b",
                "ä",
                "a@1",
                "a\n",
                "id",
                "page",
                "page_size",
                "cursor",
                "search",
                "member_id",
                "version",
                "pageSize",
                "asOf"
            })
    void not_slugs(String text) {
        assertThat(Schema.isSlug(text)).isFalse();
    }

    @Test
    void a_slug_has_63_characters_at_most() {
        assertThat(Schema.isSlug("a".repeat(63))).isTrue();
        assertThat(Schema.isSlug("a".repeat(64))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Blood pressure,      blood_pressure",
        "'  Weight (kg) ',    weight_kg",
        "Café crème,          cafe_creme",
        "İstanbul,            istanbul",
        "2nd opinion,         x2nd_opinion",
        "Version,             version_1",
        "Page size,           page_size_1",
        "年齢,                u5e74_u9f62",
        "a__b--c,             a_b_c",
        "!!!,                 x"
    })
    void made_from_names(String name, String slug) {
        assertThat(Schema.slugOf(name)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\0", "\uD83D", "1", "_", "ID", "Straße 😀"})
    void always_valid(String name) {
        assertThat(Schema.isSlug(Schema.slugOf(name))).isTrue();
        assertThat(Schema.isSlug(Schema.slugOf(name.repeat(100)))).isTrue();
    }
}
