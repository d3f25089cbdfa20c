/** 告知承诺: decided on complete papers, verified afterwards, fixed or revoked. Nothing of it occurs in the flow. */
export interface Commitment<StepName extends string = string, P extends string = string> {
  /** The approvals that the applicant's commitment stands for. */
  readonly covers: readonly [StepName, ...StepName[]];
  /** The approval by which the promise is checked after the grant. */
  readonly verify: StepName;
  /** The applicant's step to put right what verification found. */
  readonly fix: StepName;
  /** What is revoked when it is not put right. */
  readonly revokes: readonly [P, ...P[]];
  readonly basis: string;
}

/** The acceptance modes and their parameters. A flow sees `modes.x` for declared ones only. */
export interface ModeData<StepName extends string = string, P extends string = string> {
  /** 即来即办: accept, decide and deliver in one visit. */
  readonly onTheSpot: {};
  /** 秒批秒办: shared data and a rule table decide. */
  readonly instantAuto: {};
  /** 容缺受理. */
  readonly tolerant: {};
  /** 容缺后补. */
  readonly deferredSupplement: { readonly basis: string };
  readonly commitment: Commitment<StepName, P>;
  /** 一证通办. */
  readonly singleId: {};
  /** 全省通办. */
  readonly crossRegion: {};
  /** 免申即享: the engine opens the case; the applicant consents. */
  readonly noApplication: { readonly consent: StepName };
  /** 即申即享. */
  readonly applyAndEnjoy: { readonly consent: StepName };
  /** 帮办代办. */
  readonly assisted: {};
  /** 绿色通道: priority in the queue only. */
  readonly fastLane: {};
}
export type Mode = keyof ModeData;
