import type { Session } from '@rostrum/protocol/http';
import type { ServerAnswer } from '@rostrum/ui';
import { refreshSession, signInByLink } from '@rostrum/ui/session';

/** `elsewhere`: it is good, and for another class than the one whose address it stood in. */
export type OpenedLink = ServerAnswer<Session> | { is: 'elsewhere'; code: string; session: Session };

/** A link may be good for more than one class: the one that the address names is entered. */
export async function openLink(key: string, code: string): Promise<OpenedLink> {
  const opened = await signInByLink(key);
  if (opened.is !== 'value') return opened;
  const session = opened.value;
  const there = session.classes?.find((one) => one.code === code);
  if (!there) {
    const { code: its = code } = session;
    return its === code ? opened : { is: 'elsewhere', code: its, session };
  }
  if (there.classId === session.classId) return opened;
  const { personId, refresh } = session;
  return refreshSession({ personId, classId: there.classId, refresh });
}
