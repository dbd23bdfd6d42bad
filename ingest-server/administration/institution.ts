import {
  type Institution,
  type InstitutionChange,
  type Keep,
  LOGO_MAX_BYTES,
  LOGO_SIDE_MAX,
  LOGO_SIDE_MIN,
  unreadIn,
} from '@rostrum/protocol/administration';
import { createHash } from 'node:crypto';
import { type Identity, changesBetween, cleanTitle } from '../identity/index.ts';
import type { Database } from '../records/index.ts';
import { type By, type Change, type Outcome, refused } from './changes.ts';
import { brandingOf } from './pure/branding.ts';
import { keepText } from './pure/keep.ts';
import { type Picture, readPicture } from './pure/picture.ts';
import { logoTooLarge, noPicture, strangeSize, titleNeeded, unreadable } from './pure/refusals.ts';
import { readKeeps, writeKeep } from './retention.ts';

/** The pictures are at addresses of their own, made of what is in them. */
const ID_LENGTH = 22;

export interface InstitutionDesk {
  read(institutionId: string): Promise<Institution>;
  change(by: By, change: InstitutionChange): Promise<Outcome<Institution>>;
  setKeep(by: By, keep: Keep): Promise<Outcome<Institution>>;
  setLogo(by: By, bytes: Uint8Array): Promise<Outcome<Institution>>;
  removeLogo(by: By): Promise<Outcome<Institution>>;
  /** For everybody: it is shown before anybody has signed in. */
  logo(institutionId: string, logoId: string): Promise<{ mediaType: string; bytes: Buffer } | undefined>;
}

export interface InstitutionOptions {
  readonly database: Database;
  readonly upkeep: Identity['upkeep'];
  readonly change: Change;
}

export function createInstitutionDesk({ database, upkeep, change }: InstitutionOptions): InstitutionDesk {
  async function read(institutionId: string): Promise<Institution> {
    const { name, accent_light: light, accent_dark: dark, logo_id } = await rowOf(database, institutionId);
    const keepOf = await readKeeps(database, 'institution', [institutionId]);
    const accent = light === null || dark === null ? undefined : { light, dark };
    const branding = brandingOf({ institutionId, accent, logoId: logo_id ?? undefined });
    return { institutionId, name, branding, keep: keepOf(institutionId) };
  }

  const tell = ({ institutionId }: By) => upkeep.readAgain({ institutionId });

  async function readAfter<T>(by: By, outcome: Outcome<T>): Promise<Outcome<Institution>> {
    return outcome.ok ? { ok: true, value: await read(by.institutionId) } : outcome;
  }

  async function changeAll(by: By, wanted: InstitutionChange): Promise<Outcome<Institution>> {
    const { accent, keep } = wanted;
    const name = wanted.name === undefined ? undefined : cleanTitle(wanted.name);
    if (name === '') return refused(titleNeeded);
    const unread = accent ? unreadIn(accent) : [];
    if (unread.length > 0) return refused(unreadable(unread));
    const outcome = await change(by, async (transaction) => {
      const { institutionId } = by;
      const before = await rowOf(transaction, institutionId);
      const keptBefore = (await readKeeps(transaction, 'institution', [institutionId]))(institutionId);
      const set = {
        ...(name === undefined ? {} : { name }),
        ...(accent === undefined
          ? {}
          : { accent_light: accent?.light ?? null, accent_dark: accent?.dark ?? null }),
      };
      if (Object.keys(set).length > 0)
        await transaction.updateTable('institutions').set(set).where('id', '=', institutionId).execute();
      if (keep) await writeKeep(transaction, { scope: 'institution', scopeId: institutionId }, keep);
      const details = changesBetween(
        {
          ...{ name: before.name, accentLight: before.accent_light, accentDark: before.accent_dark },
          keep: keepText(keptBefore),
        },
        {
          name,
          accentLight: accent === null ? null : accent?.light,
          accentDark: accent === null ? null : accent?.dark,
          keep: keep && keepText(keep),
        },
      );
      const subject = { kind: 'institution', id: institutionId, title: name ?? before.name } as const;
      const isSame = Object.keys(details).length === 0;
      const entry = { action: 'institution.changed', subject, details } as const;
      return {
        ok: true,
        value: undefined,
        entries: isSame ? [] : [entry],
        whenCommitted: () => tell(by),
      };
    });
    return readAfter(by, outcome);
  }

  return {
    read,
    change: changeAll,
    setKeep: (by, keep) => changeAll(by, { keep }),

    async setLogo(by, bytes) {
      if (bytes.length > LOGO_MAX_BYTES) return refused(logoTooLarge);
      const picture = readPicture(bytes);
      if (!picture) return refused(noPicture);
      if (!fits(picture)) return refused(strangeSize);
      const id = createHash('sha256').update(bytes).digest('base64url').slice(0, ID_LENGTH);
      const outcome = await change(by, async (transaction) => {
        const { institutionId: institution_id } = by;
        const before = await rowOf(transaction, institution_id);
        const { mediaType, width, height } = picture;
        const row = { id, media_type: mediaType, content: Buffer.from(bytes).toString('base64') };
        await transaction
          .insertInto('logos')
          .values({ institution_id, ...row })
          .onConflict((conflict) => conflict.column('institution_id').doUpdateSet(row))
          .execute();
        await transaction
          .updateTable('institutions')
          .set({ logo_id: id })
          .where('id', '=', institution_id)
          .execute();
        const subject = { kind: 'institution', id: institution_id, title: before.name } as const;
        const details = { mediaType, width, height, bytes: bytes.length };
        const entry = { action: 'institution.logo-set', subject, details } as const;
        return {
          ok: true,
          value: undefined,
          entries: before.logo_id === id ? [] : [entry],
          whenCommitted: () => tell(by),
        };
      });
      return readAfter(by, outcome);
    },

    async removeLogo(by) {
      const outcome = await change(by, async (transaction) => {
        const { institutionId: id } = by;
        const before = await rowOf(transaction, id);
        await transaction.updateTable('institutions').set({ logo_id: null }).where('id', '=', id).execute();
        await transaction.deleteFrom('logos').where('institution_id', '=', id).execute();
        const subject = { kind: 'institution', id, title: before.name } as const;
        const entry = { action: 'institution.logo-removed', subject, details: {} } as const;
        return {
          ok: true,
          value: undefined,
          entries: before.logo_id === null ? [] : [entry],
          whenCommitted: () => tell(by),
        };
      });
      return readAfter(by, outcome);
    },

    async logo(institutionId, logoId) {
      const row = await database
        .selectFrom('logos')
        .select(['media_type', 'content'])
        .where('institution_id', '=', institutionId)
        .where('id', '=', logoId)
        .executeTakeFirst();
      return row && { mediaType: row.media_type, bytes: Buffer.from(row.content, 'base64') };
    },
  };
}

function fits({ width, height }: Picture): boolean {
  return [width, height].every((side) => side >= LOGO_SIDE_MIN && side <= LOGO_SIDE_MAX);
}

function rowOf(database: Database, institutionId: string) {
  return database
    .selectFrom('institutions')
    .select(['name', 'accent_light', 'accent_dark', 'logo_id'])
    .where('id', '=', institutionId)
    .executeTakeFirstOrThrow();
}
