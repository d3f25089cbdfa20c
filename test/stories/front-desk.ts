import { randomUUID } from 'node:crypto';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { applicant, supervisor } from '../../cli/demo/stories.ts';
import { shippedFiles } from '../../domain/calendar/published.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { TestProduct } from '../support/product.ts';
import { developmentTime, type GoodWay } from './good-ways.ts';

/** What the tests look at in a case. */
export interface Read {
  readonly status: string;
  readonly closed: boolean;
  readonly steps: readonly {
    readonly step: string;
    readonly kind: string;
    readonly state: string;
    readonly endedAt: string | null;
    readonly proposal: { readonly seq: number } | null;
  }[];
  readonly permits: readonly { readonly permit: string }[];
  readonly clocks: readonly { readonly clock: string; readonly due: string | null; readonly verdict: string | null }[];
}
const fields =
  'status closed steps { step kind state endedAt proposal { seq } } permits { permit } clocks { clock due verdict }';

interface Said {
  readonly __typename: string;
  readonly case?: { readonly id: string };
}
interface Draft {
  readonly draft: string;
  readonly step: string;
  readonly form: object;
  readonly handedOn: readonly string[];
}

const demonstrationFile = shippedFiles.find(({ calendar }) => calendar === 'demonstration')!;
/** Who sees every case. */
const government = supervisor('district-government');
const administrator: Wanted = { as: 'administrator' };
export const enumOf = (name: string): string => name.replaceAll(/(?=[A-Z])/gu, '_').toUpperCase();

interface RecordedPaper {
  readonly kind: string;
  readonly suppliedBy: string;
}
export const papersOf = (papers: unknown): readonly object[] =>
  ((papers ?? []) as readonly RecordedPaper[]).map(paper => ({
    ...paper,
    kind: enumOf(paper.kind),
    suppliedBy: enumOf(paper.suppliedBy),
  }));

/** What a front end of any procedure says to the API: it knows forms and results as data alone. */
export class FrontDesk {
  readonly #product: TestProduct;

  constructor(product: TestProduct) {
    this.#product = product;
  }

  async say(who: Wanted, mutation: string, input: object): Promise<Said> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
    const told =
      '__typename ... on Accepted { case { id } } ... on Error { message } ... on Refused { reason found } ' +
      '... on InvalidInput { issues { path code } }';
    const query = `mutation M($input: ${type}) { result: ${mutation}(input: $input) { ${told} } }`;
    return (await this.#ask<{ result: Said }>(who, query, { input: { commandId: randomUUID(), ...input } })).result;
  }

  #ask<T>(who: Wanted, query: string, variables: object = {}): Promise<T> {
    return this.#product.api.ask<T>(who, query, variables);
  }

  async read(id: string, who: Wanted = government): Promise<Read> {
    return (await this.#ask<{ case: Read }>(who, `query R($id: ID!) { case(id: $id) { ${fields} } }`, { id })).case;
  }

  /** The cases that a case has opened, each with its procedure. */
  async childrenOf(id: string): Promise<readonly { readonly id: string; readonly procedure: string }[]> {
    const query =
      'query C($id: ID!) { case(id: $id) { children { edges { node { id procedure { workflowType } } } } } }';
    const { case: found } = await this.#ask<{
      case: { children: { edges: { node: { id: string; procedure: { workflowType: string } } }[] } };
    }>(government, query, { id });
    return found.children.edges.map(({ node }) => ({ id: node.id, procedure: node.procedure.workflowType }));
  }

  /** The types of a case's events with their minute. */
  async timelineOf(id: string): Promise<readonly string[]> {
    const query = 'query T($id: ID!) { case(id: $id) { timeline(first: 100) { edges { node { type at } } } } }';
    const { case: found } = await this.#ask<{
      case: { timeline: { edges: { node: { type: string; at: string } }[] } };
    }>(government, query, { id });
    return found.timeline.edges.map(({ node }) => `${node.type} ${node.at.slice(0, 16)}`);
  }

  /** Begins a case as it was begun for the release, with the personal fields of the example. */
  async begin(procedure: AnyProcedure, { received, starter }: GoodWay): Promise<string> {
    const { intake, name, modes } = procedure;
    if (intake.by === 'schedule') {
      const { schedules } = await this.#ask<{ schedules: readonly { schedule: string; nextOn: string }[] }>(
        administrator,
        '{ schedules { schedule nextOn } }',
      );
      const date = schedules.find(({ schedule }) => schedule === name)!.nextOn;
      return begun(await this.say(administrator, 'fireSchedule', { schedule: name, date }));
    }
    const isApplication = intake.by === 'application';
    const input = {
      procedure: name,
      channel: 'ONLINE',
      form: { ...(procedure.example as object), ...(received['form'] as object) },
      developmentTime,
      ...(isApplication ? { papers: papersOf(received['papers']) } : { onBehalfOf: 'p-applicant' }),
      ...(isApplication ? {} : { from: received['from'] }),
      ...(modes.noApplication && { modes: ['APPLY_AND_ENJOY'] }),
    };
    return begun(await this.say(isApplication ? applicant : starter, 'startCase', input));
  }

  /** The applicant completes the draft of a step and files it; what was said where it was not taken. */
  async fileDraft(id: string, step: string, child: AnyProcedure, papers: unknown): Promise<unknown> {
    const { case: found } = await this.#ask<{ case: { drafts: readonly Draft[] } }>(
      applicant,
      'query D($id: ID!) { case(id: $id) { drafts { draft step form handedOn } } }',
      { id },
    );
    const draft = found.drafts.find(each => each.step === step);
    if (!draft) return `there is no draft of ${step}`;
    const example = Object.entries(child.example as object).filter(([field]) => !draft.handedOn.includes(field));
    const input = {
      commandId: randomUUID(),
      draft: draft.draft,
      procedure: child.name,
      form: { ...Object.fromEntries(example), ...draft.form },
      papers: papersOf(papers),
    };
    const save = 'mutation S($input: SaveDraftInput!) { saveDraft(input: $input) { __typename } }';
    await this.#ask(applicant, save, { input });
    const said = await this.say(applicant, 'submitDraft', { draft: draft.draft });
    return said.__typename === 'Accepted' ? undefined : said;
  }

  /** Publishes an amendment of the demonstration's calendar by which a day is off. Waits until every case has it. */
  async publishDayOff(day: string): Promise<void> {
    const file = amendedBy(day);
    const query = `mutation P($input: PublishCalendarInput!) { publishCalendar(input: $input) { __typename } }`;
    await this.#ask(administrator, query, { input: { commandId: randomUUID(), file } });
    const progress = 'query ($version: ID!) { publication(version: $version) { finishedAt } }';
    for (let polls = 0; polls < 100; polls += 1) {
      const { publication } = await this.#ask<{ publication: { finishedAt: string | null } | null }>(
        administrator,
        progress,
        { version: file.version },
      );
      if (publication?.finishedAt != null) return;
      await pause(300);
    }
    throw new Error(`The publication of ${file.version} does not end.`);
  }

  /** Time is skipped for a case and its family at once. */
  async skip(caseId: string, workingDays: number): Promise<void> {
    for (let left = workingDays; left > 0; left -= mostDays) {
      const said = await this.say(government, 'advanceTime', { caseId, workingDays: Math.min(left, mostDays) });
      if (said.__typename !== 'Accepted') throw new Error(`Time stands still: ${JSON.stringify(said)}`);
    }
  }
}
const mostDays = 250;

/** The demonstration's calendar with one day more off, worked on the next Saturday (调休). */
function amendedBy(day: string) {
  const { years, ...named } = demonstrationFile;
  const saturday = new Date(day);
  do saturday.setUTCDate(saturday.getUTCDate() + 1);
  while (saturday.getUTCDay() !== 6);
  const madeUp = saturday.toISOString().slice(0, 10);
  return {
    ...named,
    version: `demonstration-${day}`,
    years: Object.entries(years).map(([year, { notices, off, work }]) => ({
      year: Number(year),
      notices,
      work: madeUp.startsWith(year) ? [...work, madeUp] : work,
      off: [
        ...Object.entries(off).map(([name, dates]) => ({ name, dates })),
        ...(day.startsWith(year) ? [{ name: '抢险停工', dates: [day] }] : []),
      ],
    })),
  };
}

function begun(said: Said): string {
  if (!said.case) throw new Error(`The case was not received: ${JSON.stringify(said)}`);
  return said.case.id;
}
