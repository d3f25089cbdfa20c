import { z } from 'zod';
import {
  approval,
  calendarDays,
  earlierOf,
  fee,
  is,
  later,
  onDate,
  per,
  permit,
  procedure,
  publicNotice,
  required,
  workingDays,
  years,
} from '../../domain/procedure.ts';

/**
 * A procedure with what the released ones lack: a limit by a field of the form, one on a date that the form states,
 * the earlier of two, a material of shared data, a permit with a validity.
 */
export const listed = procedure({
  name: 'listed',
  version: 1,
  title: '试验事项',
  lead: 'market-regulation',
  form: z.object({ kind: z.enum(['simple', 'full']), opens: z.iso.date() }),
  example: { kind: 'simple', opens: '2027-05-10' },
  materials: {
    identity: required('身份证明', {
      source: '人口库',
      instead: '户口簿',
      files: { types: ['pdf'], mostBytes: 1_000_000 },
    }),
    plan: later('方案'),
  },
  policies: { acceptance: { within: earlierOf(workingDays(5), calendarDays(7)) } },
  limits: { statutory: per('kind', { simple: workingDays(3), full: workingDays(10) }), promised: onDate('opens') },
  steps: {
    look: approval('审查', { by: 'market-regulation', within: workingDays(1), gives: ['plan'] }),
    pay: fee('工本费', {
      amount: [{ when: is('kind', 'full'), amount: 5_000 }, { amount: 1_000 }],
      basis: '发改价格〔2020〕1号',
      within: workingDays(5),
    }),
  },
  permits: { licence: permit('许可证', { validFor: years(5), renewal: workingDays(30) }) },
  *run({ steps, grant }) {
    yield* steps.look();
    yield* steps.pay();
    return grant('licence');
  },
});

/** A procedure that names a unit which the directory lacks: nothing can be received under it. */
export const homeless = procedure({
  name: 'homeless',
  version: 1,
  title: '无主事项',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: { statutory: workingDays(3) },
  steps: {
    look: approval('审查', { by: 'nobody', within: workingDays(1) }),
    show: publicNotice('公示', {
      lasts: calendarDays(5),
      objection: 'lead',
      concerns: z.object({ enterprise: z.string() }),
    }),
    pay: fee('工本费', { amount: 500, basis: '收费目录 1', within: workingDays(5) }),
  },
  permits: { licence: '许可证' },
  results: { unpaid: '未缴费终止' },
  *run({ steps, grant, settle }) {
    yield* steps.look();
    yield* steps.show();
    if ((yield* steps.pay()).lapsed) return settle('unpaid');
    return grant('licence');
  },
});

/** An issue, which is recorded with its source. */
export const raised = procedure({
  name: 'raised',
  version: 1,
  title: '诉求事项',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant', 'visit'] },
  form: z.object({}),
  example: {},
  steps: { look: approval('审查', { by: 'market-regulation', within: workingDays(1) }) },
  permits: { licence: '许可证' },
  *run({ steps, grant }) {
    yield* steps.look();
    return grant('licence');
  },
});
