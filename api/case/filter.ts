import type { CaseFilter, CaseOrder } from '../../db/cases/list-cases.ts';
import type { Span } from '../../db/conditions.ts';
import { findParty, partiesNamed } from '../../db/parties/parties.ts';
import { type Day, instantAt } from '../../domain/calendar/day.ts';
import type { Acceptance, Channel, Colour, Status } from '../../domain/case/vocabulary.ts';
import { defined } from '../../domain/defined.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { UnfitArgument } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import { overseers } from '../schema/who.ts';

type Maybe<T> = T | null | undefined;
interface Days {
  readonly from?: Maybe<Day>;
  readonly to?: Maybe<Day>;
}

/** What a list of cases is asked for. */
export interface AskedCases {
  readonly procedure?: Maybe<string>;
  readonly statuses?: Maybe<readonly Status[]>;
  readonly closed?: Maybe<boolean>;
  readonly colours?: Maybe<readonly Colour[]>;
  readonly channel?: Maybe<Channel>;
  readonly acceptance?: Maybe<Acceptance>;
  readonly mode?: Maybe<Mode>;
  readonly received?: Maybe<Days>;
  readonly due?: Maybe<Days>;
  readonly number?: Maybe<string>;
  readonly applicant?: Maybe<string>;
  readonly applicantName?: Maybe<string>;
  readonly creditCode?: Maybe<string>;
  readonly handler?: Maybe<string>;
  readonly order?: Maybe<CaseOrder>;
}

const shortestName = 2;
const mostNamed = 50;
const midnight = (day: Day): number => instantAt(day, 0);

/** The instants of days, the last one with them. */
const spanOf = (days: Maybe<Days>): Span | undefined =>
  days == null
    ? undefined
    : {
        from: days.from == null ? undefined : midnight(days.from),
        before: days.to == null ? undefined : midnight(days.to + 1),
      };

/** A due of 24:00 is an instant of the next day: it belongs to the day that it ends. */
const dueSpanOf = (days: Maybe<Days>): Span | undefined => {
  const span = spanOf(days);
  return span && { from: span.from && span.from + 1, before: span.before && span.before + 1 };
};

/** The arguments of every list of cases of an office. */
export const caseArgs = ({ builder, enums }: Kit) => {
  const days = builder.inputType('DateSpan', {
    description: 'Days, both with it; one may be left out.',
    fields: t => ({
      from: t.field({ type: 'Date', description: 'The first day (起).' }),
      to: t.field({ type: 'Date', description: 'The last day (止).' }),
    }),
  });
  const order = builder.enumType('CaseOrder', {
    description: 'In which order cases are listed (排序).',
    values: {
      RECEIVED: { value: 'received', description: '收件时间，新的在前' },
      DUE: { value: 'due', description: '到期时间，先到期的在前；只列未办结件' },
      BREACH: { value: 'breach', description: '超期时间，先超期的在前；只列超期未办结件' },
    } as const,
  });
  const shared = builder.args(t => ({
    procedure: t.string({ description: 'Name and version, such as restaurant-opening.v1.' }),
    statuses: t.field({ type: [enums.status], description: 'Only of these states (办件状态).' }),
    closed: t.boolean({ description: 'Only those where nothing is to happen any more, or only the others.' }),
    channel: t.field({ type: enums.channel, description: 'How it came in (收件渠道).' }),
    acceptance: t.field({ type: enums.acceptance, description: 'How it was accepted (受理方式).' }),
    received: t.field({ type: days, description: 'Received on these days (收件日期).' }),
  }));
  const ofOffice = builder.args(t => ({
    colours: t.field({ type: [enums.colour], description: 'Only open ones of these colours (亮灯).' }),
    mode: t.field({ type: enums.mode, description: 'Handled in this way (办理方式).' }),
    due: t.field({ type: days, description: 'Falls due for the desk on these days (到期日期).' }),
    number: t.string({ description: 'The case number, or its beginning (办件编号).' }),
    applicant: t.id({ description: 'The applicant, by the id of the party.' }),
    applicantName: t.string({
      description:
        "The beginning of the applicant's name (申请人), of at least 2 characters; whoever is not shown the names of " +
        'people finds organisations alone.',
    }),
    creditCode: t.string({ description: '统一社会信用代码 of the applicant.' }),
    handler: t.id({ description: 'Has a step that this person took and that is open (经办人).' }),
    order: t.field({ type: order, description: 'RECEIVED, where nothing is said.' }),
  }));
  return { shared, ofOffice, order };
};

/** The filter of a list, its parties looked up. */
export async function caseFilterOf(context: Context, asked: AskedCases): Promise<CaseFilter> {
  const { procedure, statuses, closed, colours, channel, acceptance, mode, handler, order } = asked;
  const number = asked.number?.trim().toUpperCase();
  return defined({
    ...defined({ procedure, statuses, closed, colours, channel, acceptance, mode, handler, order, number }),
    received: spanOf(asked.received),
    due: dueSpanOf(asked.due),
    applicants: await applicantsOf(context, asked),
  });
}

async function applicantsOf(context: Context, asked: AskedCases): Promise<readonly string[] | undefined> {
  const { applicant, applicantName: name, creditCode } = asked;
  const found: (readonly string[])[] = [];
  if (applicant != null) found.push([applicant]);
  if (creditCode != null) {
    const identity = { kind: 'organisation', creditCode: creditCode.trim().toUpperCase() } as const;
    found.push([(await findParty(context.db, identity)) ?? 'nobody']);
  }
  if (name != null) found.push(await named(context, name.trim()));
  if (found.length === 0) return undefined;
  return found.reduce((all, some) => all.filter(each => some.includes(each)));
}

/** Whoever is not shown the names of people does not find people by them. */
async function named({ db, viewer }: Context, name: string): Promise<readonly string[]> {
  if (Array.from(name).length < shortestName)
    throw new UnfitArgument(refusalOf('party.oneSearch', { least: shortestName }));
  const parties = await partiesNamed(db, name, mostNamed + 1);
  if (parties.length > mostNamed)
    throw new UnfitArgument(refusalOf('list.tooWide', { most: mostNamed, narrowBy: ['applicantName'] }));
  const isOverseer = viewer !== undefined && overseers.includes(viewer.role);
  return parties.filter(({ kind }) => kind === 'organisation' || !isOverseer).map(({ id }) => id);
}
