import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long where there is no hash: the time tells nobody which logins there are. */
  matches(password: string, found: string | null): Promise<boolean>;
}

export async function createPasswords(): Promise<Passwords> {
  const nobodys = await hash('nobody has this one', COST);
  return {
    hash: (password) => hash(composed(password), COST),
    async matches(password, found) {
      const isRight = await verify(found ?? nobodys, composed(password));
      return isRight && found !== null;
    },
  };
}

// The same letters typed on two keyboards may be other code points.
function composed(password: string): string {
  return password.normalize('NFC');
}
