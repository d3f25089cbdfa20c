import { action } from '../action/index.ts';
import { calendar } from '../calendar/index.ts';
import { caseNoun } from '../case/index.ts';
import { change } from '../change/index.ts';
import { clock } from '../clock/index.ts';
import { deadline } from '../deadline/index.ts';
import { development } from '../development/index.ts';
import { directory } from '../directory/index.ts';
import { draft } from '../draft/index.ts';
import { enumeration } from '../enumeration/index.ts';
import { error } from '../error/index.ts';
import { event } from '../event/index.ts';
import { file } from '../file/index.ts';
import { instrument } from '../instrument/index.ts';
import { party } from '../party/index.ts';
import { procedure } from '../procedure/index.ts';
import { repair } from '../repair/index.ts';
import { schedule } from '../schedule/index.ts';
import { step } from '../step/index.ts';
import { viewer } from '../viewer/index.ts';
import type { Noun } from './noun.ts';

/** Every noun of the API. Each holds its types, queries, mutations and permissions; here they are only named. */
export const nouns: readonly Noun[] = [
  procedure,
  caseNoun,
  change,
  step,
  clock,
  deadline,
  event,
  instrument,
  calendar,
  directory,
  party,
  viewer,
  repair,
  schedule,
  draft,
  file,
  development,
  error,
  action,
  enumeration,
];
