import type { RegisteredVersion } from '../../db/calendars/calendars.ts';
import type { Publication } from '../../db/calendars/publications.ts';
import type { Override } from '../../domain/calendar/calendar.ts';
import type { BusinessHours } from '../../domain/calendar/office-hours.ts';
import type { ForeseenChange, PublicationImpact } from '../../operations/calendar/publication-impact.ts';

export interface CalendarObjects {
  Calendar: { readonly calendar: string; readonly versions: readonly RegisteredVersion[] };
  CalendarVersion: RegisteredVersion;
  CalendarDay: Override;
  BusinessHours: BusinessHours;
  Publication: Publication;
  PublicationPreview: PublicationImpact;
  ClockChange: ForeseenChange;
}
