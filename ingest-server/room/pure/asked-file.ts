import type { Command, SharedId, SharedItem } from '@rostrum/protocol/room';

type SharedFile = Extract<SharedItem, { kind: 'file' }>;

/** What the store knows of a file. */
export interface StoredFile {
  readonly mediaType: SharedFile['mediaType'];
  readonly bytes: number;
}

/** The uploaded file that a command speaks of; undefined for all others. */
export function fileOf(command: Command): SharedId | undefined {
  if (command.type === 'slides.hand-out') return command.fileId;
  return command.type === 'share.add' && command.item.kind === 'file' ? command.item.fileId : undefined;
}

/** A file is what was uploaded, whatever the command says of it; undefined where it is not fit for what is asked. */
export function withFile(command: Command, stored: StoredFile): Command | undefined {
  if (command.type === 'slides.hand-out') return stored.mediaType.startsWith('image/') ? command : undefined;
  if (command.type !== 'share.add' || command.item.kind !== 'file') return command;
  return { ...command, item: { ...command.item, ...stored } };
}
