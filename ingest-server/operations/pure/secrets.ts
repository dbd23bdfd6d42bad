/** What a fact may be called that nobody may read in a log. */
const names = [
  ...['token', 'tokens', 'resume', 'refreshToken', 'refreshTokens', 'accessToken', 'session_token'],
  ...['password', 'passwordHash', 'secret', 'secretAccessKey', 'secretKey', 'privateKey', 'credential'],
  ...['key', 'keys', 'authorization', 'Authorization', 'cookie', 'Cookie', 'cookies', 'set-cookie'],
  ...['databaseUrl', 'DATABASE_URL', 'connectionString', 'mailUrl', 'webhookUrl'],
];

/** At the top of a line's facts and two levels into them: deeper things are not written down. */
export const secretPaths: readonly string[] = names.flatMap((name) => {
  const step = /^\w+$/.test(name) ? `.${name}` : `["${name}"]`;
  return [step.replace(/^\./, ''), `*${step}`, `*.*${step}`];
});

/** The store's word for a file: it opens nothing by itself. */
const ofStore = /^[a-z]+\/[A-Za-z0-9_-]+(\/|$)/;

/** What is written in a secret's place. Blobs have keys too, and those say what went wrong where. */
export function censored(value: unknown, path: readonly string[]): unknown {
  const name = path.at(-1);
  const isOfStore = (name === 'key' || name === 'keys') && typeof value === 'string' && ofStore.test(value);
  return isOfStore ? value : '[secret]';
}

/** An address without what may let somebody in: the grant in a path of media, whatever is asked with, a password. */
export function addressWithoutSecrets(address: string): string {
  return address
    .replace(/[?#].*$/s, '')
    .replace(/\/~[^/]*/g, '/~…')
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1…@');
}
