/** A mail server, and how to speak to it. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on. */
  readonly secure: boolean;
  /** TLS before anything is said that matters. */
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
}

const SMTPS_PORT = 465;
const SUBMISSION_PORT = 587;

/**
 * By an address such as smtps://user:password@mail.example.org. A password never goes out readable, but to a server on
 * this machine.
 */
export function smtpServerOf(address: string): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const hasAccount = username !== '' || password !== '';
  return {
    ...{ host, secure },
    port: port === '' ? (secure ? SMTPS_PORT : SUBMISSION_PORT) : Number(port),
    requireTLS: !secure && hasAccount && !isHere(host),
    ...(hasAccount && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
