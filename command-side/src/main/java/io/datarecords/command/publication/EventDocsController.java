package io.datarecords.command.publication;

import io.datarecords.edge.docs.DocsFile;
import io.datarecords.edge.docs.Documentation;
import io.datarecords.edge.docs.YamlDocument;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Serves the AsyncAPI document of the events that are published, and the JSON Schemas of their values. */
@RestController
class EventDocsController implements Documentation {

    private static final String SCHEMAS = "classpath:io/datarecords/command/publication/schemas/*.json";
    private static final MediaType JSON_SCHEMA = new MediaType("application", "schema+json");

    private final DocsFile document =
            DocsFile.ofThisRelease(new ByteArrayResource(asyncApi()), MediaType.APPLICATION_JSON);
    private final Map<String, DocsFile> schemas;

    EventDocsController() throws IOException {
        schemas = Arrays.stream(new PathMatchingResourcePatternResolver().getResources(SCHEMAS))
                .collect(Collectors.toUnmodifiableMap(
                        schema -> Objects.requireNonNull(schema.getFilename()),
                        schema -> DocsFile.ofThisRelease(schema, JSON_SCHEMA)));
    }

    @Override
    public List<String> paths() {
        return List.of("/v3/asyncapi", "/schemas/{name}");
    }

    @GetMapping("/v3/asyncapi")
    ResponseEntity<Resource> document() {
        return document.answer();
    }

    @GetMapping("/schemas/{name}")
    ResponseEntity<Resource> schema(@PathVariable String name) throws NoResourceFoundException {
        return DocsFile.answer(schemas, name);
    }

    static byte[] asyncApi() {
        return YamlDocument.json(YamlDocument.read(EventDocsController.class, "asyncapi/record-events.yaml"));
    }
}
