import type { PermissionTable } from '../schema/rule.ts';
import { all, connectionRows, everyone, officialsOrNull } from '../schema/who.ts';

/** Reached by whoever sees the case, by whoever has its query code, and in previews: an explanation holds no names. */
export const permissions: PermissionTable = {
  Query: all(everyone, 'previewProcedure previewDeadline'),
  DeadlineExplanation: {
    ...all(
      everyone,
      'anchor limit extensions other party measure total due dueOn projected provisional calendar sentences pauses ' +
        'lines soFar recomputations holder',
    ),
    attribution: officialsOrNull,
  },
  OtherLimit: all(everyone, 'limit due dueOn'),
  CountedSoFar: all(everyone, 'at on counted remaining text'),
  ...connectionRows('ExplanationLine', everyone),
  ExplanationLine: all(everyone, 'effect firstDay lastDay begins ends kind amount through why notice'),
  ExplainedPause: all(everyone, 'from fromOn to toOn until why effective'),
  Recomputation: all(everyone, 'seq at on reason dueBefore dueBeforeOn due dueOn projected text told'),
  Holder: all(everyone, 'kind units text'),
  CaseSpans: all(everyone, 'from to counted wallClock applicant'),
  CountedSpan: all(everyone, 'clock amount limit isWithin text'),
  Length: all(everyone, 'minutes workingDays calendarDays text'),
  ProcedurePreview: all(everyone, 'procedure receivedAt acceptedAt deemedAcceptedAt deemedAcceptedOn deadlines'),
  PreviewedDeadline: all(everyone, 'clock kind title choices dateField explanation'),
  FormChoice: all(everyone, 'field value'),
};
