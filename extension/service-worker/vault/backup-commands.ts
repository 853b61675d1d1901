/** Backup files: what is in them, what is not, and how keys come back out of one. */
import type {
  AnswerTo,
  BackupState,
  Done,
  FromUser,
  KeySummary,
  MadeBackup,
  OfferedKey,
} from '../../messages/from-user';
import { type Engine, engine, inThrowawayEngine } from '../engine';
import { fromEngine, toEngine } from '../engine-records';
import { healthy } from '../keys/found-records';
import { inTurn, inTurns } from '../serial';
import type { SealedRecord } from '../vault-storage/stored';
import { allRecords, recordsNamed } from '../vault-storage/vault-storage';
import { backupMadeAt, noteBackup } from './backup-note';
import { newVault, requirePassphrase } from './new-vault';
import { save } from './stored-vault';
import { requireLength, withBytes } from './typed-secret';
import { type OpenVault, openVault, unlockedVault } from './vault-session';

type Command<K extends FromUser['kind']> = Extract<FromUser, { kind: K }>;

/** From so many keys on, whoever has no backup is told. */
const WORTH_A_BACKUP = 3;
/** So many records are stored at a time. */
const PIECE = 500;

export async function backupState(): Promise<BackupState> {
  const open = await unlockedVault();
  const keys = open ? await summariesOf(open) : [];
  const count = (state: KeySummary['backup']) => keys.filter(({ backup }) => backup === state).length;
  const [backedUp, notBackedUp, madeAt] = [count('backed-up'), count('eligible'), await backupMadeAt()];
  const isEnough = backedUp > 0 || madeAt !== undefined || notBackedUp >= WORTH_A_BACKUP;
  return {
    ...(madeAt !== undefined && { madeAt }),
    backedUp,
    notBackedUp,
    deviceBound: count('device-bound'),
    isDue: notBackedUp > 0 && isEnough,
  };
}

async function summariesOf(open: OpenVault): Promise<KeySummary[]> {
  return open.vault.summaries(toEngine(await engine(), await allHealthy(open))) as KeySummary[];
}

/** Whoever takes all keys away knows the passphrase, whichever opens the file. */
export function makeBackup({ passphrase, filePassphrase }: Command<'make-backup'>): Promise<MadeBackup> {
  return inTurn('vault', async () => {
    if (filePassphrase !== undefined) requireLength(filePassphrase);
    const open = await openVault();
    await requirePassphrase(open.header, passphrase);
    const { header, key } = await newVault(filePassphrase ?? passphrase);
    const made = open.vault.backUp(header, key, toEngine(await engine(), await allHealthy(open)));
    key.fill(0);
    return { file: made.file.toBase64(), keys: made.keys, madeAt: Date.now() };
  });
}

/** The keys say from now on that they are backed up. Those that have changed meanwhile say so as well. */
export async function backupSaved({ keys, madeAt }: Command<'backup-saved'>): Promise<Done> {
  const open = await openVault();
  for (const piece of inPieces(keys)) await markBackedUp(await recordsNamed(piece), open);
  await noteBackup(madeAt);
  return {};
}

/** In turn with the ceremonies of each site: what those have counted stays counted. */
function markBackedUp(named: SealedRecord[], open: OpenVault): Promise<void> {
  return inTurns(turnsOf(named), async () => {
    const records = await healthy(await recordsNamed(named.map(({ id }) => id)), open);
    const put = fromEngine(open.vault.asBackedUp(toEngine(await engine(), records)));
    if (put.length > 0) await save({ put, remove: [] }, open.vault);
  });
}

export async function openBackup({
  file,
  passphrase,
}: Command<'open-backup'>): Promise<AnswerTo['open-backup']> {
  const open = await openVault();
  const [loaded, backup] = await opened(file, passphrase);
  const keys = open.vault.offered(backup, toEngine(loaded, await allHealthy(open))) as OfferedKey[];
  return { keys };
}

export async function restoreBackup(command: Command<'restore-backup'>): Promise<AnswerTo['restore-backup']> {
  const open = await openVault();
  const [loaded, backup] = await opened(command.file, command.passphrase);
  const here = toEngine(loaded, await allHealthy(open));
  const { put, remove } = open.vault.restoreFrom(backup, here, command.deleted);
  const restored = fromEngine(put);
  for (const piece of inPieces(restored))
    await inTurns(turnsOf(piece), () => save({ put: piece, remove: [] }, open.vault));
  // Only now: until it is back, a deleted key stays where it can be had from.
  if (remove.length > 0) await save({ put: [], remove }, open.vault);
  return { restored: restored.length };
}

/** The file is not guessed at here: whoever has it can do so anywhere, and better. */
async function opened(file: string, passphrase: string) {
  const bytes = Uint8Array.fromBase64(file);
  const key = await withBytes(passphrase, (typed) =>
    inThrowawayEngine((alone) => alone.unlock(alone.backupHeader(bytes), typed)),
  );
  const loaded: Engine = await engine();
  const backup = new loaded.BackupFile(bytes, key);
  key.fill(0);
  return [loaded, backup] as const;
}

async function allHealthy(open: OpenVault): Promise<SealedRecord[]> {
  return healthy(await allRecords(), open);
}

function turnsOf(records: SealedRecord[]): string[] {
  return records.map(({ site }) => `site ${site}`);
}

function inPieces<T>(all: T[]): T[][] {
  const count = Math.ceil(all.length / PIECE);
  return Array.from({ length: count }, (_, at) => all.slice(at * PIECE, (at + 1) * PIECE));
}
