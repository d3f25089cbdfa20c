import type { CalendarRefusals } from './calendar.ts';
import type { CaseRefusals, CourseRefusals, InstrumentRefusals } from './case.ts';
import type { ClockRefusals } from './clock.ts';
import type { DirectoryRefusals } from './directory.ts';
import type { OperationRefusals } from './operations.ts';
import type { HttpRefusals, RequestRefusals } from './request.ts';

/**
 * Everything that is refused, by code, with the parameters of which its words are made. Each code has its words in
 * every language of `domain/words`.
 */
export interface RefusalParams
  extends
    CalendarRefusals,
    ClockRefusals,
    CaseRefusals,
    CourseRefusals,
    InstrumentRefusals,
    DirectoryRefusals,
    OperationRefusals,
    RequestRefusals,
    HttpRefusals {}
export type RefusalCode = keyof RefusalParams;
