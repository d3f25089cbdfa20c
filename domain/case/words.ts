import type { AnyProcedure } from '../procedure/procedure.ts';
import type { CaseState, ClockState } from './state.ts';
import type { Reason } from '../values.ts';
import type { SuspensionGround } from './vocabulary.ts';

const titles: Readonly<Record<string, string>> = {
  acceptance: '受理',
  correction: '补正',
  promise: '承诺时限',
  statutory: '法定时限',
  delivery: '送达',
  publicity: '双公示',
};

/** What a clock is called (时限名称), for the public. */
export function titleOf(
  clock: Pick<ClockState, 'clock' | 'kind' | 'step'>,
  state: CaseState,
  procedure: AnyProcedure,
): string {
  const step = state.steps.find(each => each.id === clock.step);
  const own = step ? procedure.steps[step.step]?.title : undefined;
  if (clock.kind === 'special') return `${own ?? clock.step}：特殊程序`;
  if (clock.kind === 'tolerance')
    return `容缺：${procedure.materials[clock.clock.slice('tolerance:'.length)]?.title ?? clock.clock}`;
  return own ?? titles[clock.kind] ?? clock.clock;
}

/** What a person wrote, without the stop that they may have put at its end. */
export const unended = (text: string): string => text.trim().replace(/[。.；;]+$/u, '');
export const sentence = (text: string): string => `${unended(text)}。`;
/** Reasons in one line, without a stop at the end. */
export const inLine = (reasons: readonly Reason[]): string => reasons.map(each => unended(each.text)).join('；');

export const suspensionTitles: Readonly<Record<SuspensionGround, string>> = {
  byLaw: '依法中止',
  forceMajeure: '不可抗力',
};
