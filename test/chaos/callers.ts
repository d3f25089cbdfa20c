import { setTimeout as pause } from 'node:timers/promises';
import { openIssuer, type Issuer } from '../../bin/compose/issuer/issuer.ts';
import { demonstrationViewer } from '../../bin/compose/issuer/people.ts';
import { readCase } from '../../db/cases/cases.ts';
import type { Db } from '../../db/client.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { actFor, application, type Act } from './acts.ts';
import { bundle, familyAct, isOfFamily } from './family-acts.ts';
import type { Asked, Ledger, Told } from './ledger.ts';
import { random, type Random } from './random.ts';

/** So many cases are looked after at a time. */
const fewCases = 10;
/** Milliseconds until a caller takes silence for none. */
const patience = 10_000;
const kept =
  '__typename ... on Accepted { case { id status colour asOf } } ... on Refused { reason } ... on ' +
  'Error { code ' +
  'message }';

interface Answer {
  readonly __typename: string;
  readonly case?: { readonly id: string; readonly status: string; readonly colour: string; readonly asOf: string };
  readonly reason?: string;
}

export interface World {
  readonly seed: number;
  readonly db: Db;
  readonly issuerFolder: string;
  /** Addresses of the API processes. */
  readonly urls: readonly string[];
  readonly ledger: Ledger;
  /** Cases under way, by the order of their receipt. */
  readonly cases: string[];
  /** How many to keep under way. */
  readonly many: number;
  readonly signal: AbortSignal;
}

/** Callers who know the API's addresses, people's tokens, and nothing else; each with decisions of its own. */
export class Callers {
  readonly #world: World;
  readonly #issuer: Issuer;
  readonly #tokens = new Map<string, Promise<string>>();
  /** Parts of bundles that were found once. */
  readonly #seen = new Set<string>();
  #serial = 0;

  private constructor(world: World, issuer: Issuer) {
    this.#world = world;
    this.#issuer = issuer;
  }

  static async open(world: World): Promise<Callers> {
    return new Callers(world, await openIssuer(world.issuerFolder));
  }

  /** One caller, until told to stop. */
  async run(name: string): Promise<void> {
    const { seed, signal } = this.#world;
    const r = random(seed, name);
    while (!signal.aborted) {
      try {
        await this.#once(r);
      } catch {
        // The database, where it looks up what to do, is away.
        await pause(300);
      }
      await pause(20 + r.below(120));
    }
  }

  async #once(r: Random): Promise<void> {
    const { cases, many, db } = this.#world;
    if (cases.length < many && r.chance(0.5)) {
      const time = formatInstant(parseInstant('2027-03-20T08:00') + r.below(60 * 24 * 60) * 60_000);
      return this.bring(r, r.chance(0.4) ? bundle(r, time) : application(r, time), undefined);
    }
    // Mostly one of a few: a case is looked after until it ends, and a bundle until its parts have told their endings.
    const caseId = r.one(r.chance(0.6) ? cases.slice(-fewCases) : cases);
    if (caseId === undefined) return;
    const view = (await readCase(db, caseId))?.view;
    if (!view || (view.closed && r.chance(0.8))) {
      const index = cases.indexOf(caseId);
      if (index >= 0) cases.splice(index, 1);
      return;
    }
    await this.bring(r, await this.#act(r, view), caseId);
  }

  /** What somebody asks of a case. Of a bundle its parts are cases under way too, once they have begun. */
  async #act(r: Random, view: CaseView): Promise<Act> {
    if (!isOfFamily(view)) return actFor(r, view);
    const { cases, db } = this.#world;
    if (!view.children) return familyAct(r, view, []);
    const parts = await db.selectFrom('case').select('id').where('parent', '=', view.case).execute();
    const drafts = await db.selectFrom('draft').select('id').where('parent', '=', view.case).execute();
    for (const { id } of parts) if (!this.#seen.has(id)) cases.push(id);
    for (const { id } of parts) this.#seen.add(id);
    return familyAct(
      r,
      view,
      drafts.map(({ id }) => id),
    );
  }

  /** Several acts on one case at one instant. False: the database, where it looks up what to ask, was away. */
  async burst(r: Random, caseId: string, at: number, count: number): Promise<boolean> {
    const view = (await readCase(this.#world.db, caseId).catch(() => undefined))?.view;
    if (!view) return false;
    const acts = await Promise.all(
      Array.from({ length: count }, async () => ({ act: await this.#act(r, view), early: r.below(7) - 3 })),
    ).catch(() => undefined);
    if (!acts) return false;
    await Promise.all(
      acts.map(async ({ act, early }) => {
        await pause(Math.max(0, at - early - Date.now()));
        await this.bring(r, act, caseId);
      }),
    );
    return true;
  }

  /**
   * Brings an act to its end as a good front end does, with one id; or gives it up, or asks twice at once, or once
   * more.
   */
  async bring(r: Random, act: Act, caseId: string | undefined): Promise<void> {
    const { ledger, cases, seed } = this.#world;
    const commandId = `c-${seed}-${(this.#serial += 1)}`;
    const viewer = demonstrationViewer(act.who, demonstrationDirectory);
    const asked = ledger.open({
      key: `${viewer.person}:${commandId}`,
      commandId,
      act,
      caseId,
      told: [],
      openedAt: Date.now(),
    });
    const twice = r.chance(0.12);
    const givesUp = r.chance(0.15) ? 1 + r.below(2) : 8;
    const again = r.chance(0.08);
    for (let tries = 0; tries < givesUp; tries += 1) {
      const first = r.below(this.#world.urls.length);
      const answers = await Promise.all(
        twice ? [this.#ask(asked, first), this.#ask(asked, first + 1)] : [this.#ask(asked, first)],
      );
      const told = answers.find(each => each !== undefined);
      if (told?.kind === 'accepted' && caseId === undefined) cases.push(told.caseId);
      if (told) break;
      await pause(200 + r.below(1_500));
    }
    if (again) await this.#ask(asked, r.below(this.#world.urls.length));
  }

  /** Asks once more what was asked before, each with its own id: a front end keeps its receipts. */
  async again(list: readonly Asked[]): Promise<void> {
    const { cases, signal } = this.#world;
    const rest = [...list];
    const one = async (): Promise<void> => {
      for (let asked = rest.shift(); asked; asked = rest.shift()) {
        for (let tries = 0; tries < 20 && !signal.aborted; tries += 1) {
          const told = await this.#ask(asked, tries);
          if (told?.kind === 'accepted' && !cases.includes(told.caseId)) cases.push(told.caseId);
          if (told) break;
          await pause(500);
        }
      }
    };
    await Promise.all(Array.from({ length: 6 }, one));
  }

  async #ask(asked: Asked, to: number): Promise<Told | undefined> {
    const { urls, ledger } = this.#world;
    const {
      act: { who, mutation, input },
      commandId,
      caseId,
    } = asked;
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    let answer: Answer | undefined;
    try {
      const response = await fetch(`${urls[to % urls.length]}/graphql`, {
        method: 'POST',
        signal: AbortSignal.timeout(patience),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.#token(who)}` },
        body: JSON.stringify({
          query: `mutation Act($input: ${type}!) { result: ${mutation}(input: $input) { ${kept} } }`,
          variables: {
            input: { ...input, commandId, ...(!('draft' in input) && caseId && { caseId: globalId(caseId) }) },
          },
        }),
      });
      answer = ((await response.json()) as { data?: { result?: Answer } }).data?.result;
    } catch {
      answer = undefined;
    }
    if (!answer) ledger.silent += 1;
    else if (answer.__typename === 'AskAgain') ledger.askAgain += 1;
    else {
      const told = toldBy(answer);
      asked.told.push(told);
      ledger.answers += 1;
      return told;
    }
    return undefined;
  }

  #token(who: Act['who']): Promise<string> {
    const key = JSON.stringify(who);
    const known = this.#tokens.get(key) ?? this.#issuer.sign(demonstrationViewer(who, demonstrationDirectory), 1);
    this.#tokens.set(key, known);
    return known;
  }
}

const globalId = (caseId: string): string => Buffer.from(`Case:${caseId}`).toString('base64');
const localId = (id: string): string => Buffer.from(id, 'base64').toString().slice('Case:'.length);

function toldBy({ __typename: type, case: found, reason }: Answer): Told {
  if (found)
    return {
      at: Date.now(),
      kind: 'accepted',
      caseId: localId(found.id),
      status: found.status,
      colour: found.colour,
      asOf: parseInstant(found.asOf),
    };
  if (type === 'Accepted') return { at: Date.now(), kind: 'acceptedUnseen' };
  return type === 'Refused'
    ? { at: Date.now(), kind: 'refused', reason: reason ?? '' }
    : { at: Date.now(), kind: 'error', type };
}
