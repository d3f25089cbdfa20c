import type { Kind } from '../../language/step.ts';
import type { AnyProcedure } from '../../language/definition.ts';
import type { Guide, GuideStep } from '../guide.ts';
import { layoutOf } from './layout.ts';
import type { Look, PictureNode } from './node.ts';
import { svgOf } from './svg.ts';

/** What is written into a picture, in the reader's language. */
export interface PictureWords {
  readonly title: (procedure: AnyProcedure) => string;
  readonly description: (procedure: AnyProcedure) => string;
  /** The beginning, and the decision: a title and what stands below it. */
  readonly begins: (guide: Guide) => readonly [title: string, ...notes: string[]];
  readonly decided: (guide: Guide) => readonly [title: string, ...notes: string[]];
  readonly step: (guide: Guide, step: GuideStep) => readonly [title: string, ...notes: string[]];
}

const looks: Readonly<Partial<Record<Kind, Look>>> = { applicant: 'applicant', event: 'outside', wait: 'outside' };
const [begin, decision] = ['~begin', '~decision'];

/** The picture of the steps (办理流程图), drawn from the outline: what comes after what, until the decision and after. */
export function pictureOf(guide: Guide, words: PictureWords): string {
  const { procedure } = guide;
  return svgOf(layoutOf(nodesOf(guide, words)), words.title(procedure), words.description(procedure));
}

function nodesOf(guide: Guide, words: PictureWords): readonly PictureNode[] {
  const early = guide.steps.filter(({ afterDecision }) => !afterDecision);
  const late = guide.steps.filter(({ afterDecision }) => afterDecision);
  const led = new Set(early.flatMap(({ after }) => after));
  const last = early.filter(({ step }) => !led.has(step)).map(({ step }) => step);
  const among = (steps: readonly GuideStep[], { after }: GuideStep, otherwise: string): readonly string[] => {
    const known = after.filter(each => steps.some(({ step }) => step === each));
    return known.length === 0 ? [otherwise] : known;
  };
  const stepNode = (step: GuideStep, after: readonly string[]): PictureNode => {
    const { kind } = guide.procedure.steps[step.step]!;
    return {
      id: step.step,
      look: looks[kind] ?? 'office',
      isConditional: !step.isUsual || step.when !== undefined || step.modes.length > 0,
      after,
      ...textOf(words.step(guide, step)),
    };
  };
  const mark = (id: string, after: readonly string[], text: readonly [string, ...string[]]): PictureNode => ({
    id,
    look: 'mark',
    isConditional: false,
    after,
    ...textOf(text),
  });
  return [
    mark(begin, [], words.begins(guide)),
    ...early.map(each => stepNode(each, among(early, each, begin))),
    mark(decision, last.length === 0 ? [begin] : last, words.decided(guide)),
    ...late.map(each => stepNode(each, among(late, each, decision))),
  ];
}

const textOf = ([title, ...notes]: readonly [string, ...string[]]) => ({
  title,
  notes: notes.filter(each => each !== ''),
});
