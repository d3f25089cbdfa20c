import type { Counter } from '../../procedure/guide/reductions.ts';
import type { ItemKind } from '../../procedure/language/item.ts';
import type { MaterialKind } from '../../procedure/language/material.ts';
import type { Mode } from '../../procedure/language/mode.ts';
import type { Kind } from '../../procedure/language/step.ts';

/** Titles of the words that a guide tells by code, in English. */

export const itemKindTitles: Readonly<Record<ItemKind, string>> = {
  licence: 'licence',
  confirmation: 'confirmation',
  registration: 'registration',
  filing: 'filing',
  payment: 'payment',
  reward: 'reward',
  levy: 'levy',
  adjudication: 'adjudication',
  service: 'public service',
  internal: 'internal item',
};

export const materialKindTitles: Readonly<Record<MaterialKind, string>> = {
  required: 'required',
  tolerable: 'may be missing at first',
  deferred: 'may be supplied after the decision',
  later: 'brought later',
};

export const modeTitles: Readonly<Record<Mode, string>> = {
  onTheSpot: 'on the spot',
  instantAuto: 'decided by rules at once',
  tolerant: 'tolerant acceptance',
  deferredSupplement: 'supplement after the decision',
  commitment: 'commitment',
  singleId: 'with one identity paper',
  crossRegion: 'in any place',
  noApplication: 'without application',
  applyAndEnjoy: 'granted as applied',
  assisted: 'assisted',
  fastLane: 'fast lane',
};

export const stepKindTitles: Readonly<Record<Kind, string>> = {
  approval: 'approval',
  task: 'task',
  decision: 'decision',
  applicant: 'the applicant acts',
  conference: 'conference',
  event: 'event outside',
  publicNotice: 'public notice',
  wait: 'time passes',
  effect: 'done by the engine',
  child: 'a case of its own',
};

export const channelTitles = { online: 'online', window: 'at the window', post: 'by post' } as const;

export const counterTitles: Readonly<Record<Counter, string>> = {
  items: 'Items',
  levels: 'Levels of government',
  materials: 'Materials that the applicant brings',
  steps: 'Steps before the decision',
  time: 'Promised time',
};
