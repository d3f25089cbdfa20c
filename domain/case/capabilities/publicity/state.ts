export interface PublicityState {
  /** 双公示: the decision is published. */
  readonly published: boolean;
}
