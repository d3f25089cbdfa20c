import { addParty } from '../../../db/parties/write-party.ts';
import { readParties } from '../../../db/parties/parties.ts';
import type { Db } from '../../../db/client.ts';
import { withCheckCharacter } from '../../../domain/parties/credit-code.ts';
import { creditGrades, type Party } from '../../../domain/parties/party.ts';

const enterprises = 300;
const people = 500;
const trades = ['餐饮', '商贸', '建材', '机械', '食品', '物流', '纺织', '电子', '园林', '印务'];
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许';
const givenNames = ['建国', '秀英', '志强', '丽华', '海燕', '晓东', '玉兰', '文博', '思远', '雨晴', '子涵', '明哲'];

const numbered = (nth: number): string => String(nth).padStart(3, '0');

/** An enterprise that does not exist: its registration authority, 990000, is none. */
const enterprise = (nth: number): Party => ({
  id: `party-enterprise-${numbered(nth)}`,
  kind: 'organisation',
  name: `示例${trades[nth % trades.length]}${numbered(nth)}有限公司`,
  creditCode: withCheckCharacter(`91990000MA9999${numbered(nth)}`)!,
  creditGrade: gradeOf(nth),
  telephone: `0990-0000${numbered(nth)}`,
});

/** A person who does not exist: no telephone begins with 190 0000. */
const person = (nth: number): Party => ({
  id: personIdOf(nth),
  kind: 'person',
  name: `${surnames[nth % surnames.length]}${givenNames[(nth * 5) % givenNames.length]}`,
  creditGrade: gradeOf(nth),
  telephone: `19000000${numbered(nth)}`,
});

/** Of ten parties seven have the grade A, one each B, C and D. */
const gradeOf = (nth: number) => creditGrades[Math.max(0, (nth % 10) - 6)]!;

/** The id of a person of the register, by their number from 0. */
export const personIdOf = (nth: number): string => `p-resident-${numbered(nth % people)}`;

/** Adds the enterprises and people of a district that does not exist to the register, unless they are there. */
export async function writeRegister(db: Db): Promise<void> {
  const all = [
    ...Array.from({ length: enterprises }, (_, nth) => enterprise(nth)),
    ...Array.from({ length: people }, (_, nth) => person(nth)),
  ];
  const known = new Set(
    (
      await readParties(
        db,
        all.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  );
  for (const party of all.filter(({ id }) => !known.has(id))) {
    const act = { by: 'demonstration', key: `demonstration:${party.id}`, digest: '' };
    await addParty(db, act, party);
  }
}
