import type { Schedule } from '../../db/schedules/schedules.ts';

export interface ScheduleObjects {
  Schedule: Schedule;
}
