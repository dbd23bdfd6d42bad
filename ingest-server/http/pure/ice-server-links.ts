interface IceServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

/** Relays as a Link header tells of them (RFC 9725 4.6), one entry for each address. */
export function linksTo(servers: readonly IceServer[]): string {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
  return servers
    .flatMap(({ urls, username, credential }) =>
      urls.map((url) =>
        [
          `<${url}>`,
          'rel="ice-server"',
          `username=${quoted(username)}`,
          `credential=${quoted(credential)}`,
          'credential-type="password"',
        ].join('; '),
      ),
    )
    .join(', ');
}
