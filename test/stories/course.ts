import { formatInstant } from '../../domain/calendar/day.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { papersOf, type FrontDesk, type Read } from './front-desk.ts';
import { dayOf, instantOn, type GoodWay, type RecordedAct } from './good-ways.ts';

type Asked = readonly [mutation: string, input: object];

/** The mutation by which each recorded event was asked. */
const asked: Readonly<Record<string, (data: RecordedAct['data'], now: Read, begunOn: number) => Asked>> = {
  accepted: () => ['acceptCase', {}],
  tolerantlyAccepted: data => ['acceptTolerantly', data],
  noticeGiven: data => ['giveNotice', data],
  supplied: data => ['supplyCase', { papers: papersOf(data['papers']) }],
  cured: data => ['cureCase', { papers: papersOf(data['papers']) }],
  completenessChecked: ({ defects }) => ['checkCompleteness', { defects }],
  convened: ({ step, meets, place }, _, begunOn) => [
    'conveneConference',
    { step, place, meets: formatInstant(instantOn(begunOn + dayOf(meets as number))) },
  ],
  answered: answer,
  proposed: answer,
  confirmed: ({ step }, { steps }) => [
    'confirmAnswer',
    { step, proposal: steps.find(each => each.step === step)?.proposal?.seq ?? 0 },
  ],
  specialStarted: data => ['startSpecialProcedure', data],
  specialEnded: ({ step, result }) => ['endSpecialProcedure', { step, result }],
  delivered: ({ receipt }) => ['deliverResult', { how: 'WINDOW', receipt }],
  published: data => ['publishDecision', data],
};

function answer({ step, answer: given, papers }: RecordedAct['data']): Asked {
  const { lapsed: _, ...result } = given as Readonly<Record<string, unknown>>;
  return ['answerStep', { step, result, ...(papers !== undefined && { papers: papersOf(papers) }) }];
}

/** A case and what was recorded of its procedure: acts that are left to do, from the day on which it began. */
export class Course {
  readonly procedure: AnyProcedure;
  readonly caseId: string;
  readonly #desk: FrontDesk;
  readonly #way: GoodWay;
  readonly #begunOn: number;
  #left: readonly RecordedAct[];
  /** What was said to the next act when it was tried last. */
  said: unknown;

  constructor(desk: FrontDesk, procedure: AnyProcedure, way: GoodWay, caseId: string, begunOn: number) {
    this.#desk = desk;
    this.procedure = procedure;
    this.#way = way;
    this.caseId = caseId;
    this.#begunOn = begunOn;
    this.#left = way.acts;
  }

  /** The working day of the family on which the next act is due; undefined where none is left. */
  get nextDay(): number | undefined {
    const [act] = this.#left;
    return act && this.#begunOn + act.day;
  }

  /** What the next act is, and of which step. */
  get nextAct(): string | undefined {
    const [act] = this.#left;
    return act && [act.type, ...('step' in act.data ? [String(act.data['step'])] : [])].join(' ');
  }

  get lastDay(): number {
    return this.#begunOn + this.#way.lastDay;
  }

  /** Does the next act; whether it could be done. */
  async next(): Promise<boolean> {
    const [act, ...rest] = this.#left;
    this.said = await this.#do(act!);
    if (this.said !== undefined) return false;
    this.#left = rest;
    return true;
  }

  /** Undefined where it is done, else what was said instead. A case below may be accepted or closed by itself. */
  async #do({ type, who, data }: RecordedAct): Promise<unknown> {
    const now = await this.#desk.read(this.caseId, type === 'confirmed' ? who : undefined);
    if (type === 'childFiled') {
      const step = String(data['step']);
      const child = this.procedure.steps[step.split('@')[0]!]!.child as AnyProcedure;
      return this.#desk.fileDraft(this.caseId, step, child, data['papers']);
    }
    if (type === 'accepted' && now.status !== 'RECEIVED') return undefined;
    if ((type === 'delivered' || type === 'published') && now.closed) return undefined;
    const [mutation, input] = asked[type]!(data, now, this.#begunOn);
    const said = await this.#desk.say(who, mutation, { caseId: this.caseId, ...input });
    return said.__typename === 'Accepted' ? undefined : said;
  }

  /** What it stands at, for whoever reads why it does not go on. */
  async stand(): Promise<string> {
    const { steps, status } = await this.#desk.read(this.caseId);
    const [act] = this.#left;
    const told = act ? `${act.type} ${JSON.stringify(act.data)} was answered ${JSON.stringify(this.said)}; ` : '';
    return `${this.procedure.id}: ${told}${status}: ${steps.map(each => `${each.step} ${each.state}`).join(', ')}`;
  }
}
