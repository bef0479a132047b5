// Nothing leaves this origin: no validator badge, no fonts, no telemetry. The token is kept by the open page alone.
window.ui = SwaggerUIBundle({
  url: 'v3/api-docs',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  validatorUrl: null,
});
