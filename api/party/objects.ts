import type { Party } from '../../domain/parties/party.ts';
import type { PersonalView } from '../case/visibility.ts';

/** A party, and how much of its personal data is shown. */
export interface ShownParty {
  readonly it: Party;
  readonly shown: PersonalView;
}

export interface PartyObjects {
  RegisteredParty: ShownParty;
}
