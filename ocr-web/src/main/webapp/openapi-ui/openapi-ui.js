/* Shows the description that the server makes of the API. */
window.SwaggerUIBundle({
    url: '../openapi',
    dom_id: '#api',
    deepLinking: true,
    validatorUrl: null,
});
