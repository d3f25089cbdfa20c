import type { IncomingMessage, ServerResponse } from 'node:http';
import { lengthOf, pathOf, refusalOfLength, stopReading } from './body.ts';
import type { ByteBudget } from './byte-budget.ts';
import { isFilesPath } from './files/paths.ts';
import type { Limits } from './limits.ts';
import { createPipeliningLimit, tooManyAtOnce } from './pipelining-limit.ts';
import type { Rates } from './rates.ts';
import type { HttpRefusal } from './refusal.ts';
import { serverBusy } from './unavailable.ts';

/** What becomes of a request: taken, ignored behind a refused one, or refused before any of its body is read. */
export type Admission = 'taken' | 'ignored' | HttpRefusal;

/**
 * Decides on requests by their head. It must be asked in the very turn in which Node's parser hands the request over:
 * only then can it stop the body behind the head. Its refusals end the connection, unless a caller only asks too often.
 */
export function createAdmission(
  { bodyBytes, fileBytes }: Limits,
  budget: ByteBudget,
  rates: Rates | undefined,
): (request: IncomingMessage, response: ServerResponse) => Admission {
  const admitPipelined = createPipeliningLimit();
  return (request, response) => {
    const place = admitPipelined(request, response);
    if (place === 'ignored') return 'ignored';
    if (place === 'refused') return tooManyAtOnce();
    const beyond = rates?.refusalOf(request);
    if (beyond) return beyond;
    const isFile = isFilesPath(pathOf(request));
    const refusal = refusalOfLength(request, isFile ? fileBytes : bodyBytes);
    // Of a file no more is held than what is on its way to the store.
    const held = isFile ? Math.min(lengthOf(request), bodyBytes) : lengthOf(request);
    if (refusal === undefined && budget.hold(held, response)) return 'taken';
    stopReading(request);
    return refusal ?? serverBusy();
  };
}
