import { claimScans, failScan, type FileToScan, noteScanned } from '../../db/files/scans.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import type { FileContext } from './files.ts';
import type { Scanner } from './scanner.ts';

/** Files that one process has scanned at a time, and how long the scanner has for one. */
const atOnce = 4;
const patienceMs = 120_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Has files scanned that wait for it. Until the scanner has answered nobody may use them. Returns how many. */
export async function scanFiles(context: FileContext, scanner: Scanner): Promise<number> {
  const taken = await claimScans(context.db, atOnce, patienceMs + 10_000);
  await Promise.all(taken.map(file => scanFile(context, scanner, file)));
  return taken.length;
}

async function scanFile({ db, store, log }: FileContext, scanner: Scanner, file: FileToScan): Promise<void> {
  try {
    const content = await store.read(file.id);
    const isClean = await scanner.isClean(file, content, AbortSignal.timeout(patienceMs)).finally(() => {
      content.destroy();
    });
    await noteScanned(db, file.id, isClean);
    if (!isClean) log.warn({ file: file.id }, 'the scanner refused a file; its bytes are removed');
  } catch (error) {
    const { kind, code } = describeError(error);
    const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(file.scans - 1, 10), longestPauseMs);
    await failScan(db, file.id, code === undefined ? kind : `${kind} ${code}`, pauseMs);
    log.warn({ file: file.id, scans: file.scans, fault: describeError(error) }, 'a file was not scanned; asked again');
  }
}
