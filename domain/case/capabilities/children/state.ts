import type { Instant } from '../../../calendar/day.ts';

/** The case that opened this one, and the step by which it waits for it. */
export interface ParentLink {
  readonly case: string;
  readonly step: string;
  /** The parent's workflow type. */
  readonly procedure: string;
}

/** A case that a step of this one opened. */
export interface ChildState {
  readonly step: string;
  readonly case: string;
  readonly openedAt: Instant;
  /** It waits for its applicant to complete it, and is no case yet. */
  readonly isDraft?: true;
  /** While no office holds the child: its applicant completes or corrects it, or it is lawfully paused. */
  readonly pauses: readonly { readonly from: Instant; readonly to?: Instant }[];
  /** When it told what it came to. */
  readonly endedAt?: Instant;
  /** When it was told that nobody waits for it any longer. */
  readonly stoppedAt?: Instant;
}

/** The child of a step that waits for its applicant to complete it. */
export const draftOf = ({ children }: ChildrenState, id: string): ChildState | undefined =>
  children?.find(child => child.step === id && child.isDraft);

/** A draft that was not filed, and is not waited for any more. */
export const endDraft = <S extends ChildrenState>(state: S, id: string, at: Instant): S => ({
  ...state,
  ...(state.children && {
    children: state.children.map(child => (child.step === id && child.isDraft ? { ...child, endedAt: at } : child)),
  }),
});

/** The cases that this one is linked to. */
export interface ChildrenState {
  readonly parent?: ParentLink;
  /** In the order in which they were opened. */
  readonly children?: readonly ChildState[];
}
