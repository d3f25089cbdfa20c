import { caseEvent } from '../../domain/case/event.ts';
import { eventTitles } from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

const eventTypes = caseEvent.options.map(option => option.shape.type.value);

export const eventEnums = (define: DefineEnum) => ({
  eventType: define('EventType', 'What happened (事件种类).', eventTypes, eventTitles),
});
