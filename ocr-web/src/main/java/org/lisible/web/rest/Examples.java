package org.lisible.web.rest;

/** What the API's description shows as answers. */
final class Examples {

    static final String READING =
            """
            {"text": "mx48n", "confidence": 0.981,
             "characters": [{"character": "m", "confidence": 0.997,
                             "alternatives": [{"text": "m", "confidence": 0.997}, {"text": "n", "confidence": 0.002}],
                             "steps": {"start": 4, "end": 7}, "columns": {"start": 16, "end": 28}}],
             "alternatives": [{"text": "mx48n", "confidence": 0.981}],
             "engine": "pure", "model": "captcha-v2", "version": "1",
             "image": {"width": 200, "height": 50},
             "timings": {"decode": 0.61, "preprocess": 0.12, "queue": 0.05, "inference": 2.31, "decoding": 0.22,
                         "total": 3.4},
             "requestId": "1f0c6f0e-7c52-4b5e-9c1d-0a4b6a2b7f11"}
            """;
    static final String CHARACTER =
            """
            {"text": "Q", "confidence": 0.943, "character": "Q",
             "top5": [{"character": "Q", "confidence": 0.943}, {"character": "O", "confidence": 0.031},
                      {"character": "0", "confidence": 0.012}, {"character": "a", "confidence": 0.004},
                      {"character": "@", "confidence": 0.003}],
             "engine": "pure", "model": "characters-resnet", "version": "1", "image": {"width": 28, "height": 28},
             "requestId": "1f0c6f0e-7c52-4b5e-9c1d-0a4b6a2b7f11"}
            """;
    static final String TEXT =
            """
            {"text": "Hi", "confidence": 0.971,
             "segments": [{"character": "H", "confidence": 0.993, "line": 0,
                           "box": {"x": 12, "y": 9, "width": 31, "height": 40},
                           "top5": [{"character": "H", "confidence": 0.981}, {"character": "N", "confidence": 0.007}]},
                          {"character": "i", "confidence": 0.978, "line": 0,
                           "box": {"x": 51, "y": 11, "width": 6, "height": 38},
                           "top5": [{"character": "i", "confidence": 0.902}, {"character": "j", "confidence": 0.041}]}],
             "engine": "pure", "model": "characters-resnet", "version": "1", "image": {"width": 90, "height": 60},
             "requestId": "1f0c6f0e-7c52-4b5e-9c1d-0a4b6a2b7f11"}
            """;
    static final String READINGS =
            """
            {"results": [{"name": "one.png", "text": "mx48n", "confidence": 0.981},
                         {"name": "two.png", "problem": {"type": "urn:lisible:problem:truncated-image",
                          "title": "The content cannot be read", "status": 422, "code": "truncated-image",
                          "detail": "the PNG ends early"}}]}
            """;
    static final String ENGINES =
            """
            {"default": "pure", "engines": [{"id": "pure", "version": "0.1.0", "state": "ready", "source": "built-in",
             "reason": "", "device": "cpu", "kernels": "Vector API, 512 bits", "replaces": "",
             "loadersAlive": 0, "hungCalls": 0}]}
            """;
    static final String MODELS =
            """
            {"default": "captcha-v2", "models": [{"id": "captcha-v2", "version": "1", "title": "Captchas of five",
             "task": "text-line", "alphabet": "2345678bcdefgmnpwxy",
             "input": {"channels": 1, "height": 50, "width": 200}, "state": "ready", "reason": "",
             "engines": ["pure", "tf"]}]}
            """;
    static final String KEYS =
            """
            {"keys": [{"name": "ci", "role": "admin"}, {"name": "till-3", "role": "read"}]}
            """;
    static final String V2_REQUEST =
            """
            {"id": "42", "parameters": {"engine": "pure"},
             "inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "data": ["iVBORw0KGgo..."]}],
             "outputs": [{"name": "text"}, {"name": "confidence"}]}
            """;
    static final String V2_RESPONSE =
            """
            {"model_name": "captcha-v2", "model_version": "1", "id": "42",
             "outputs": [{"name": "text", "datatype": "BYTES", "shape": [1], "data": ["mx48n"]},
                         {"name": "confidence", "datatype": "FP32", "shape": [1], "data": [0.981]}]}
            """;
    static final String SERVICE =
            """
            {"name": "Lisible", "version": "0.1.0", "engine": "pure", "model": "captcha-v2",
             "links": {"predict": "/predict", "openapi": "/openapi"}}
            """;

    private Examples() {}
}
