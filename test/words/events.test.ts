import { expect, test } from 'vitest';
import { caseEvent } from '../../domain/case/event.ts';
import { eventText } from '../../domain/words/events.ts';
import { correctionText } from '../../domain/words/correction.ts';
import { parseInstant } from '../../domain/calendar/day.ts';

const actor = { person: 'p', role: 'officer' } as const;
const types = caseEvent.options.map(option => option.shape.type.value);

test.each(types)('%s is told in one sentence in both languages', type => {
  const names = { unit: '区局', step: '消防检查', reasons: ['资料不齐。'] };
  expect(eventText({ type, actor }, names, 'zh-CN')).toMatch(/^区局：\S+ “消防检查”。理由：资料不齐。$/u);
  expect(eventText({ type, actor }, names, 'en')).toMatch(/^区局: [A-Z].* “消防检查”\. Reasons: 资料不齐\.$/u);
});

test('an event of no unit names who acted by their role', () => {
  expect(eventText({ type: 'deemedAccepted', actor: { person: 'engine', role: 'engine' } }, {}, 'zh-CN')).toBe(
    '系统：视为受理。',
  );
  expect(eventText({ type: 'withdrawn', actor: { person: 'p', role: 'applicant' } }, {}, 'en')).toBe(
    'The applicant: Withdrawn.',
  );
});

test('what is to be put right is told with the last day, which a due of 24:00 belongs to', () => {
  const defects = [
    { title: '平面布局图', defect: '不清。' },
    { title: '座位数', defect: '与平面图不符' },
  ];
  const due = parseInstant('2026-12-19T00:00');
  expect(correctionText(defects, due, 'zh-CN')).toBe(
    '请于 2026-12-18 前（含当日）一次补正：平面布局图（不清）；座位数（与平面图不符）。',
  );
  expect(correctionText(defects, undefined, 'en')).toBe(
    'Put right all at once: 平面布局图 (不清); 座位数 (与平面图不符).',
  );
});
