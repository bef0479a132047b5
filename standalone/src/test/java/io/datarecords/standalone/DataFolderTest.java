package io.datarecords.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path parent;

    @Test
    void isMadeWhereThereIsNone() throws Exception {
        try (var folder = DataFolder.open(parent.resolve("a/b"))) {
            assertThat(folder.resolve("x")).isEqualTo(parent.resolve("a/b/x"));
            assertThat(folder.path()).isDirectory();
        }
    }

    @Test
    void isHeldByOneAtATime() throws Exception {
        try (var held = DataFolder.open(parent)) {
            assertThatThrownBy(() -> DataFolder.open(held.path()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining(parent.toString())
                    .hasMessageContaining("--data");
        }
        DataFolder.open(parent).close();
    }

    @Test
    void aLockFileThatWasLeftBehindHoldsNothing() throws Exception {
        Files.writeString(parent.resolve("lock"), "4711");
        DataFolder.open(parent).close();
    }

    @Test
    void whatIsNoFolderIsRefused() throws Exception {
        var file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }
}
