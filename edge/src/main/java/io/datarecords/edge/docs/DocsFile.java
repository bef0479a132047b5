package io.datarecords.edge.docs;

import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** A file of the documentation, as it is served. */
public record DocsFile(Resource content, MediaType type, CacheControl caching) {

    /** A file that may be another one after the next release. */
    public static DocsFile ofThisRelease(Resource content, MediaType type) {
        return new DocsFile(content, type, CacheControl.noCache());
    }

    public ResponseEntity<Resource> answer() {
        return ResponseEntity.ok().contentType(type).cacheControl(caching).body(content);
    }

    /** The answer to whoever asks for one of these files. */
    public static ResponseEntity<Resource> answer(Map<String, DocsFile> files, String name)
            throws NoResourceFoundException {
        var file = files.get(name);
        if (file == null) {
            throw new NoResourceFoundException(HttpMethod.GET, name, name);
        }
        return file.answer();
    }
}
