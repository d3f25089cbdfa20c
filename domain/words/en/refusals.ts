import type { Refusal } from '../../refusal.ts';
import type { RefusalParams } from '../../refusals/catalogue.ts';
import type { SentencesFor } from '../sentences.ts';
import { calendarRefusals } from './refusals/calendar.ts';
import { caseRefusals } from './refusals/case.ts';
import { clockRefusals } from './refusals/clock.ts';
import { courseRefusals } from './refusals/course.ts';
import { directoryRefusals } from './refusals/directory.ts';
import { httpRefusals } from './refusals/http.ts';
import { instrumentRefusals } from './refusals/instruments.ts';
import { operationRefusals } from './refusals/operations.ts';
import { requestRefusals } from './refusals/request.ts';

/** Every refusal in English. */
export const refusals = {
  ...calendarRefusals,
  ...clockRefusals,
  ...caseRefusals,
  ...courseRefusals,
  ...instrumentRefusals,
  ...operationRefusals,
  ...requestRefusals,
  ...directoryRefusals,
  ...httpRefusals,
} satisfies SentencesFor<RefusalParams>;

export const unknownRefusal = (code: string, params: Refusal['params']): string =>
  `Refused with ${code}: ${JSON.stringify(params)}. A later build has the words for it.`;
