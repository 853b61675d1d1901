/** The built extension without the scripts that it puts into pages: what is left of its doors is the exclusive one. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Copy = { folder: string; remove(): void };

export function withoutPageDoor(dist: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'xenon-exclusive-'));
  cpSync(dist, folder, { recursive: true });
  const manifest = join(folder, 'manifest.json');
  const { content_scripts, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify(rest));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
