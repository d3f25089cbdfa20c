import { domainRows } from './rows/domain.ts';
import { programRows } from './rows/programs.ts';
import type { Row } from './rows/row.ts';
import { runRows } from './rows/runs.ts';
import { serviceRows } from './rows/services.ts';

/** What may know what, room by room. */
export const rows: readonly Row[] = [...domainRows, ...runRows, ...serviceRows, ...programRows];
