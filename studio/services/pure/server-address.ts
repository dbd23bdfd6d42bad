export type ServerAddress =
  { ok: true; server: string } | { ok: false; why: 'empty' | 'studio-link' | 'malformed' };

/**
 * The server's address as somebody types it, or copies it with a path behind it. Without a scheme it is https, but http
 * on this machine itself, where no server has a certificate.
 */
export function readServerAddress(typed: string): ServerAddress {
  const text = typed.trim();
  if (text === '') return { ok: false, why: 'empty' };
  if (/^rostrum:/i.test(text)) return { ok: false, why: 'studio-link' };
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = urlOf(hasScheme ? text : `https://${text}`);
  // Whoever types a mail address did not mean its host.
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!url || !isWeb || url.username !== '' || url.hostname === '') return { ok: false, why: 'malformed' };
  const here = !hasScheme && isLoopback(url.hostname) ? urlOf(`http://${text}`) : undefined;
  return { ok: true, server: (here ?? url).origin };
}

function urlOf(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function isLoopback(hostname: string): boolean {
  return /(^|\.)localhost$/.test(hostname) || /^127(\.\d+){3}$/.test(hostname) || hostname === '[::1]';
}
