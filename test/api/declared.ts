import { z } from 'zod';
import { clockHours, conference, procedure, workingDays } from '../../domain/procedure.ts';

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
