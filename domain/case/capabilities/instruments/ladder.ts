import type { BasisCode } from '../../../law.ts';
import type { Level } from '../../vocabulary.ts';
import { halfDays, workingDays, type Limit } from '../../../clock/limit.ts';
import type { Policies } from '../../../procedure/language/policy.ts';
import { districtGovernment, serviceAuthority, supervisionOffice } from '../../../directory/directory.ts';
import type { Post } from '../../../directory/posts.ts';

/** The posts of the unit itself, or the principal of every other unit too (通报 goes to all units). */
export type AddressedPost = Post | 'every-principal';

export interface Instrument {
  readonly level: Level;
  /** The authority that issues and, from L3 on, signs; the engine itself reminds. */
  readonly from: string;
  readonly posts: readonly AddressedPost[];
  /** From L3 on a person signs before it is served (S4). */
  readonly signed: boolean;
  /**
   * The instrument's own clock, from service: the reply, the new date or the rectification is due at its end. L2's and
   * L3's are the procedure's choice.
   */
  readonly within: Limit;
  /** Closing the case ends it; L3 and above outlive the case. */
  readonly endsWithCase: boolean;
  readonly basis: BasisCode;
}

/** The standard ladder (督办), L0 to L4. */
export const ladder: Readonly<Record<Level, Instrument>> = {
  L0: {
    level: 'L0',
    from: 'engine',
    posts: ['handler', 'section-head', 'vice-head'],
    signed: false,
    within: halfDays(1),
    endsWithCase: true,
    basis: 'rule.monitoring',
  },
  L1: {
    level: 'L1',
    from: serviceAuthority,
    posts: ['contact'],
    signed: false,
    within: workingDays(1),
    endsWithCase: true,
    basis: 'business-environment.36',
  },
  L2: {
    level: 'L2',
    from: supervisionOffice,
    posts: ['deputy-head'],
    signed: false,
    within: workingDays(3),
    endsWithCase: true,
    basis: 'supervision-regulation',
  },
  L3: {
    level: 'L3',
    from: supervisionOffice,
    posts: ['principal', 'every-principal'],
    signed: true,
    within: workingDays(5),
    endsWithCase: false,
    basis: 'supervision-regulation',
  },
  L4: {
    level: 'L4',
    from: districtGovernment,
    posts: ['deputy-head'],
    signed: true,
    within: workingDays(5),
    endsWithCase: false,
    basis: 'supervision-regulation',
  },
};

/**
 * How long an instrument has, where its date is the procedure's choice: the order's own, the ledger item's that a
 * circular opens.
 */
export const within = (level: Level, { ladder: dates }: Pick<Policies, 'ladder'>): Limit =>
  level === 'L2' ? dates.order : level === 'L3' ? dates.ledger : ladder[level].within;

/** The instrument that an unanswered one leads to; after the talk a person refers the matter (移送). */
export const nextLevel: Readonly<Partial<Record<Level, Level>>> = { L0: 'L1', L1: 'L2', L2: 'L3', L3: 'L4' };

/**
 * A grave matter is talked over with the principal (主要负责人): past the statutory limit, or when the supervisor says so.
 */
export const postsOf = (level: Level, grave: boolean): readonly AddressedPost[] =>
  level === 'L4' && grave ? ['principal'] : ladder[level].posts;
