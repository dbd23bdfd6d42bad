/**
 * What the studio's page may reach: itself and the one server of its session. With another session the page is
 * loaded anew, so that the policy can stay this narrow.
 */
export function contentSecurityPolicy(server: string | undefined): string {
  const reach = ["'self'", ...(server ? [server, server.replace(/^http/, 'ws')] : [])];
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src ${reach.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
