package org.lisible.web.rest;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;

/** The two forms of an answer, by the client's {@code Accept}: everything as JSON, or the text alone. */
final class Forms {

    private static final List<Variant> BOTH =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_PLAIN_TYPE).build();

    private static final String TEXT = "text/";

    private Forms() {}

    /** Most clients take anything, or name JSON: only where text is named at all, both forms are weighed. */
    static boolean wantsTextAlone(HttpServletRequest servletRequest, Request request) {
        boolean named = Collections.list(servletRequest.getHeaders(HttpHeaders.ACCEPT)).stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains(TEXT));
        return named && MediaType.TEXT_PLAIN_TYPE.isCompatible(request.selectVariant(BOTH).getMediaType());
    }

    static Response ofText(String text) {
        return answer(Response.ok(text, MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")));
    }

    static Response ofJson(JsonObject json) {
        return answer(Response.ok(json, MediaType.APPLICATION_JSON_TYPE));
    }

    private static Response answer(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
