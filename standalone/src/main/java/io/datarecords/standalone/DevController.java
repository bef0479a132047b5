package io.datarecords.standalone;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.datarecords.edge.JsonBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An identity provider in small: it believes whatever it is told, so it listens to this machine alone. */
@RestController
@RequestMapping("/dev")
class DevController {

    private final Tokens tokens;

    DevController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/jwks.json")
    Map<String, Object> keys() {
        return tokens.keys();
    }

    @PostMapping("/tokens")
    ResponseEntity<Issued> issue(@RequestBody JsonBody body, HttpServletRequest request) {
        OwnMachine.require(request, "have tokens");
        var workspace = workspace(body);
        Long memberId = body.id("memberId");
        String scope = Objects.requireNonNullElse(body.text("scope"), "");
        List<String> roles = Objects.requireNonNullElse(body.texts("roles"), List.of());
        body.finish();
        var token = tokens.issue(workspace, memberId, scope, roles);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Issued.of(token, scope, workspace));
    }

    /** The example's where none is named. One that is none is noted. */
    private UUID workspace(JsonBody body) {
        String text = body.text("workspace");
        if (text == null) {
            return tokens.exampleWorkspace();
        }
        try {
            var workspace = UUID.fromString(text);
            if (workspace.toString().equalsIgnoreCase(text)) {
                return workspace;
            }
        } catch (IllegalArgumentException malformed) {
            // It is reported below, just as a shortened one.
        }
        body.violation("workspace", "type", "must be a UUID");
        return tokens.exampleWorkspace();
    }

    /** RFC 6749, section 5.1, and the workspace that it is for. */
    record Issued(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope,
            UUID workspace) {

        static Issued of(String token, String scope, UUID workspace) {
            return new Issued(token, "Bearer", Tokens.LIFETIME.toSeconds(), scope, workspace);
        }
    }
}
