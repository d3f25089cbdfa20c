import { z } from 'zod';
import { writeEntry } from '../db/effects/demonstration.ts';
import { changeParty } from '../db/parties/write-party.ts';
import { creditEventSchema } from '../domain/procedure/check/credit-event.ts';
import type { CreditGrade } from '../domain/parties/party.ts';
import { digestOf } from '../domain/log/chain.ts';
import { Refused } from '../domain/refusal.ts';
import { implement, numberOf, type Calling } from './implementation.ts';

/** What the register of credit has of a party from now on; who is not in the register of parties has no grade. */
async function grade({ db, key }: Calling, party: string, creditGrade: CreditGrade): Promise<void> {
  try {
    await changeParty(db, { by: 'engine', key: `grade:${key}`, digest: digestOf(creditGrade) }, party, { creditGrade });
  } catch (error) {
    if (!(error instanceof Refused && ['party.same', 'party.unknown'].includes(error.code))) throw error;
  }
}

/** 守信、失信记录: a promise that was kept is noted; for one that was broken the party has the lowest grade. */
export const creditEvent = implement({
  takes: creditEventSchema(),
  result: z.object({}),
  async call(told, calling) {
    await writeEntry(calling.db, 'credit', calling.key, told.party, told);
    if (told.event === 'broken') await grade(calling, told.party, 'D');
    return {};
  },
});

/** 信用修复: the record is repaired, and the party has a grade again by which it is admitted to promises. */
export const creditRepair = implement({
  takes: z.object({ party: z.string(), record: z.string() }),
  result: z.object({ number: z.string().min(1).max(40) }),
  async call({ party, record }, calling) {
    const number = numberOf('XF', calling.key);
    await writeEntry(calling.db, 'credit', calling.key, party, { party, record, repaired: true, number });
    await grade(calling, party, 'B');
    return { number };
  },
});
