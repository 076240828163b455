package org.lisible.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The API lies at the root of the application, so that addresses are {@code /predict} and {@code /api/v1/engines}. The
 * files of the page, which would be hidden behind it, are served by {@link org.lisible.web.page.PageFiles} before it.
 */
@ApplicationPath("/")
@OpenAPIDefinition(
        info = @Info(
                title = "Lisible",
                version = "v1",
                description = "Reads the text in images. Engines are plug-ins, models are folders; both are chosen by a "
                        + "query parameter. Every failure is a problem detail (RFC 9457).",
                license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        tags = {
            @Tag(name = "reading", description = "From an image to its text"),
            @Tag(name = "inference", description = "The Open Inference Protocol, version 2, for clients of KServe and Triton"),
            @Tag(name = "samples", description = "Images whose text is known"),
            @Tag(name = "service", description = "What there is to read with"),
            @Tag(name = "administration", description = "For holders of a key of the role admin")
        })
@SecurityScheme(
        securitySchemeName = "key",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A key that `lisible key` made; administration always needs one, reading by the setting ocr.keys.read")
public class RestApplication extends Application {}
