import type { ErasureProgress } from '../../db/erasures/erasure-commands.ts';
import type { PartyVersion } from '../../db/parties/parties.ts';
import type { Party } from '../../domain/parties/party.ts';
import type { PersonalView } from '../case/visibility.ts';

/** A party, and how much of its personal data is shown. */
export interface ShownParty {
  readonly it: Party;
  readonly shown: PersonalView;
}

/** What the register had of a party, and how much of it is shown. */
export interface ShownVersion {
  readonly it: PartyVersion;
  readonly kind: Party['kind'];
  readonly shown: PersonalView;
}

export interface PartyObjects {
  RegisteredParty: ShownParty;
  PartyVersion: ShownVersion;
  PersonalErasure: ErasureProgress;
}
