import { z } from 'zod';
import { clockHours, conference, procedure, publicNotice, reasonsUpheld, workingDays } from '../../domain/procedure.ts';

/** A joint visit that an issue begins; it ends when both parties have answered. */
export const jointVisit = procedure({
  name: 'joint-visit',
  version: 1,
  title: '联合踏勘',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['platform'] },
  form: z.object({ place: z.string() }),
  example: { place: '三号厂房' },
  steps: {
    visit: conference('联合踏勘', {
      chair: 'lead',
      of: ['fire-rescue', 'tobacco'],
      notice: clockHours(0.25),
      within: workingDays(5),
    }),
  },
  results: { seen: '已踏勘' },
  *run({ steps, settle }) {
    yield* steps.visit();
    return settle('seen');
  },
});

/** A notice of a quarter of an hour, to which objections are typed. */
export const shownList = procedure({
  name: 'shown-list',
  version: 1,
  title: '名单公示',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['platform'] },
  form: z.object({ list: z.string() }),
  example: { list: '2027年第一批' },
  steps: {
    show: publicNotice('公示', {
      lasts: clockHours(0.25),
      objection: 'fire-rescue',
      concerns: z.object({ enterprise: z.string().max(40) }),
    }),
  },
  results: { stands: '公示无异议', falls: '异议成立' },
  *run({ steps, settle }) {
    const against = reasonsUpheld((yield* steps.show()).objections);
    return against ? settle('falls', against) : settle('stands');
  },
});
