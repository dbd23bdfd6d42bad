import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listSourceFiles } from './source-files.ts';

export interface TreeCopy {
  readonly root: string;
  /** Writes a file into the copy, over one that is there. */
  plant(file: string, text: string): void;
  remove(): void;
}

/** The sources as they are on the disk now, committed or not, with the same node_modules. */
export function copyTree(from: string): TreeCopy {
  const root = mkdtempSync(path.join(tmpdir(), 'rostrum-tree-'));
  for (const file of listSourceFiles(from)) cpSync(path.join(from, file), path.join(root, file));
  const workspaces = ['.', 'protocol', 'ui', 'studio', 'viewer-web', 'ingest-server', 'bench', 'e2e'];
  for (const workspace of workspaces) {
    const modules = path.join(from, workspace, 'node_modules');
    if (existsSync(modules)) symlinkSync(modules, path.join(root, workspace, 'node_modules'), 'junction');
  }
  return {
    root,
    plant(file, text) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    },
    remove() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
