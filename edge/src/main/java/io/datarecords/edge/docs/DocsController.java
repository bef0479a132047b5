package io.datarecords.edge.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Serves the OpenAPI document, and a page to browse it that needs nothing from elsewhere. */
@RestController
class DocsController implements Documentation {

    private static final MediaType JAVASCRIPT = new MediaType("text", "javascript");
    private static final MediaType CSS = new MediaType("text", "css");

    private static final CacheControl FOR_AN_HOUR = CacheControl.maxAge(Duration.ofHours(1));

    private final DocsFile document =
            DocsFile.ofThisRelease(new ByteArrayResource(OpenApi.json()), MediaType.APPLICATION_JSON);
    private final DocsFile page = own("page.html", MediaType.TEXT_HTML);
    private final Map<String, DocsFile> files;

    DocsController() throws IOException {
        files = Map.of(
                "page.js", own("page.js", JAVASCRIPT),
                "swagger-ui.css", swaggerUi("swagger-ui.css", CSS),
                "swagger-ui-bundle.js", swaggerUi("swagger-ui-bundle.js", JAVASCRIPT),
                "favicon-32x32.png", swaggerUi("favicon-32x32.png", MediaType.IMAGE_PNG));
    }

    @Override
    public List<String> paths() {
        return List.of("/v3/api-docs", "/docs", "/docs/{name}");
    }

    @GetMapping("/v3/api-docs")
    ResponseEntity<Resource> document() {
        return document.answer();
    }

    @GetMapping("/docs")
    ResponseEntity<Resource> page() {
        return page.answer();
    }

    @GetMapping("/docs/{name}")
    ResponseEntity<Resource> file(@PathVariable String name) throws NoResourceFoundException {
        return DocsFile.answer(files, name);
    }

    private static DocsFile own(String name, MediaType type) {
        return DocsFile.ofThisRelease(new ClassPathResource(name, DocsController.class), type);
    }

    /** The webjar keeps its files under its version. */
    private static DocsFile swaggerUi(String name, MediaType type) throws IOException {
        var webjar = new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties");
        var version = PropertiesLoaderUtils.loadProperties(webjar).getProperty("version");
        var path = "META-INF/resources/webjars/swagger-ui/" + version + "/" + name;
        return new DocsFile(new ClassPathResource(path), type, FOR_AN_HOUR);
    }
}
