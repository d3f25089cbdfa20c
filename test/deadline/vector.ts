import type { ClockFacts } from '../../domain/clock/clock.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { facts, pause } from './cases.ts';

export interface Vector {
  readonly id: string;
  readonly anchor: string;
  readonly limit: Exclude<Limit, { unit: 'DATE' }>;
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
  readonly extension?: number;
  readonly dueOn?: string;
  readonly dueAt?: string;
}

export const factsOf = ({ anchor, limit, pauses = [], extension = 0 }: Vector): ClockFacts =>
  facts(anchor, limit, {
    pauses: pauses.map(({ from, to }) => pause(from, to)),
    extensions: extension === 0 ? [] : [{ unit: limit.unit, n: extension }],
  });
