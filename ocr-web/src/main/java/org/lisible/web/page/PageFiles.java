package org.lisible.web.page;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers requests for files of the application and leaves all others to the API. A folder stands for its
 * {@code index.html}; the root does so for browsers only, programs get the API's answer. Browsers ask each time whether a
 * file is still the same: its tag is a digest of its content.
 */
public class PageFiles extends HttpFilter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        PageFile file = METHODS.contains(request.getMethod()) ? file(request) : null;
        if (file == null) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("ETag", file.tag());
        response.setHeader("Cache-Control", "no-cache");
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.content().length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(file.content());
        }
    }

    private PageFile file(HttpServletRequest request) throws IOException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (path.isEmpty() || path.equals("/")) {
            return asksForHtml(request) ? cached("/index.html") : null;
        }
        if (path.endsWith("/")) {
            path += "index.html";
        }
        boolean ours = FILE.matcher(path).matches() && !path.startsWith("/WEB-INF") && !path.startsWith("/META-INF");
        return ours && path.lastIndexOf('.') > path.lastIndexOf('/') ? cached(path) : null;
    }

    private static boolean asksForHtml(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private PageFile cached(String path) throws IOException {
        PageFile file = files.get(path);
        if (file == null) {
            file = PageFile.read(getServletContext(), path);
            if (file != null) {
                files.put(path, file);
            }
        }
        return file;
    }
}
