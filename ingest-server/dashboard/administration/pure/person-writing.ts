import type {
  InstitutionRole,
  KeptPerson,
  PersonChange,
  PersonMaking,
} from '@rostrum/protocol/administration';

/** Somebody as they stand in a form. */
export interface PersonWriting {
  name: string;
  role: InstitutionRole;
  login: string;
  email: string;
  externalId: string;
}

export function personWriting(before: KeptPerson | undefined): PersonWriting {
  return {
    name: before?.name ?? '',
    role: before?.role ?? 'student',
    login: before?.login ?? '',
    email: before?.email ?? '',
    externalId: before?.externalId ?? '',
  };
}

export function newPersonWritten({ name, role, login, email, externalId }: PersonWriting): PersonMaking {
  return {
    name: name.trim(),
    role,
    ...(login.trim() === '' ? {} : { login: login.trim() }),
    ...(email.trim() === '' ? {} : { email: email.trim() }),
    ...(externalId.trim() === '' ? {} : { externalId: externalId.trim() }),
  };
}

/** Only what was changed: somebody else may have changed the rest meanwhile. */
export function personChangeWritten(before: KeptPerson, writing: PersonWriting): PersonChange {
  const was = personWriting(before);
  const { role } = writing;
  const name = writing.name.trim();
  const login = changedText(was.login, writing.login);
  const email = changedText(was.email, writing.email);
  const externalId = changedText(was.externalId, writing.externalId);
  return {
    ...(name === was.name ? {} : { name }),
    ...(role === was.role ? {} : { role }),
    ...(login === undefined ? {} : { login }),
    ...(email === undefined ? {} : { email }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

/** Undefined: it was left alone; null: it was taken away. */
function changedText(was: string, written: string): string | null | undefined {
  const text = written.trim();
  if (text === was) return undefined;
  return text === '' ? null : text;
}
