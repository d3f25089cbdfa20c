import type { CreditGrade } from '../../parties/party.ts';
import type { Condition } from './condition.ts';

/** The lowest credit grade (信用等级) by which a mode is open. Without it everybody but grade D may have it. */
export interface ByCredit {
  readonly credit?: CreditGrade;
}

/** 告知承诺: decided on complete papers, verified afterwards, fixed or revoked. Nothing of it occurs in the flow. */
export interface Commitment<
  StepName extends string = string,
  P extends string = string,
  When = Condition,
> extends ByCredit {
  /** The approvals that the applicant's commitment stands for. */
  readonly covers: readonly [StepName, ...StepName[]];
  /** The approval by which the promise is checked after the grant. */
  readonly verify: StepName;
  /** The applicant's step to put right what verification found. */
  readonly fix: StepName;
  /** What is revoked when it is not put right. */
  readonly revokes: readonly [P, ...P[]];
  /** 不适用告知承诺: forms for which it is not open, such as what concerns life and safety. */
  readonly excludes?: readonly When[];
  readonly basis: string;
}

/** The acceptance modes and their parameters. A flow sees `modes.x` for declared ones only. */
export interface ModeData<StepName extends string = string, P extends string = string, When = Condition> {
  /** 即来即办: accepted, decided and delivered in one visit; the flow asks nobody. */
  readonly onTheSpot: {};
  /** 秒批秒办: shared data and the rules of the flow decide; what they do not grant goes to people (承诺件). */
  readonly instantAuto: {};
  /** 容缺受理. */
  readonly tolerant: ByCredit;
  /** 容缺后补. */
  readonly deferredSupplement: { readonly basis: string };
  readonly commitment: Commitment<StepName, P, When>;
  /** 一证通办: the identity paper is brought; every other material comes from the source that is named for it. */
  readonly singleId: { readonly identity: string; readonly from: Readonly<Record<string, string>> };
  /** 全省通办: another place's window receives (异地代收); the time runs from its receipt. */
  readonly crossRegion: {};
  /** 免申即享: the engine opens the case; the applicant consents. */
  readonly noApplication: { readonly consent: StepName };
  /** 即申即享: accepted at once; the application is the consent. */
  readonly applyAndEnjoy: { readonly consent: StepName };
  /** 帮办代办. */
  readonly assisted: {};
  /** 绿色通道: priority in the queue only, for credit grade A or a key project. */
  readonly fastLane: { readonly keyProject?: When };
}
export type Mode = keyof ModeData;

/** The modes that an applicant does not choose: acceptance and the decision bring them about. */
export const unchosenModes: readonly Mode[] = ['tolerant', 'deferredSupplement'];
