import { shippedCalendars } from '../../domain/calendar/published.ts';
import { noteRepair } from '../../domain/host/note-repair.ts';
import {
  agree,
  applicant,
  cityOf,
  clerk,
  disagree,
  head,
  officer,
  paper,
  reference,
  type Application,
  type CaseOf,
  type VirtualCity,
} from '../../domain/testing.ts';
import { engine, type Actor } from '../../domain/values.ts';
import { address } from '../case/random/life.ts';
import { everything } from './everything.ts';
import type { Recorder } from './recorder.ts';

type One = CaseOf<typeof everything>;
const office = 'market-regulation';
const lead = head(office);
const administrator: Actor = { person: 'p-administrator', role: 'administrator' };
const reasons = [{ text: '样例' }] as const;
const reason = reasons[0];
const receipt = reference('回-1');
const units = { [office]: 'city-market', 'fire-rescue': 'city-fire' };
const calendar = shippedCalendars.at(-1)!.version;
const above = { directory: 1, above: [{ place: 'city', title: '市局', units, calendar }] };

/** Agreed by both people, met, and answered by the party: only the signature is left. */
function met(one: One): One {
  one.accept().act(officer(office), { type: 'answer', step: 'look', answer: agree });
  const proposal = one.view.steps[0]!.proposal!.seq;
  one.act({ ...officer(office), person: 'p-second' }, { type: 'confirm', step: 'look', proposal });
  one.act(officer(office), { type: 'convene', step: 'meet', meets: one.now + 3 * 86_400_000, place: '会议室' });
  one.at('+4 working days').answer('meet:fire-rescue', agree);
  return one.act(officer(office), {
    type: 'recordMinutes',
    step: 'meet',
    minutes: '纪要',
    present: ['fire-rescue'],
  });
}

/** Lives that chance does not come to: each brings its case where a kind of event happens. */
const lives: readonly (readonly [Application<typeof everything>, (one: One, city: VirtualCity) => unknown])[] = [
  [
    {},
    one =>
      one.act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '不清' }] }).until('2028-01-01 00:00'),
  ],
  [{ modes: ['commitment'] }, one => one.act(applicant, { type: 'withdrawCommitment' })],
  [
    { papers: ['plan', 'archive'] },
    one =>
      one
        .act(clerk, { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') })
        .act(applicant, { type: 'cure', papers: [paper('sketch')] }),
  ],
  [
    {},
    one =>
      one
        .accept()
        .act(applicant, { type: 'urge', reason })
        .act(officer(office), { type: 'answerUrging', answer: '明日' })
        .act(administrator, { type: 'repin', directory: 2, units: { 'fire-rescue': 'fire-north' }, reason: '机构改革' })
        .act(administrator, { type: 'recompute', calendar: shippedCalendars[0]!.version }, 'publication/1'),
  ],
  [
    {},
    one => {
      one.accept().act(officer(office), { type: 'answer', step: 'look', answer: agree });
      const proposal = one.view.steps[0]!.proposal!.seq;
      one.act(engine, { type: 'lapseProposal', step: 'look', proposal, why: 'absence' });
    },
  ],
  [
    {},
    one => {
      const special = { type: 'startSpecial', step: 'look', special: 'test', takes: { unit: 'WD', n: 2 } } as const;
      one.accept().act(officer(office), { ...special, notice: reference('检-1') });
      one.act(lead, { type: 'annul', event: one.events.length, reason });
      one.act(officer(office), { ...special, notice: reference('检-2') }).at('+4 working days');
      one.act(officer(office), { type: 'endSpecial', step: 'look', result: '合格' });
    },
  ],
  [{ form: { goes: 'out' } }, one => met(one).answer('sign', { answer: 'forwardUp' })],
  [
    { form: { goes: 'above' }, pins: above },
    (one, city) => {
      met(one).answer('sign', { answer: 'forwardUp' });
      const upper = city.cases.at(-1) as One;
      upper.act(officer('city-market'), { type: 'answer', step: 'look', answer: disagree('不符') });
      const proposal = upper.view.steps[0]!.proposal!.seq;
      upper.act({ ...officer('city-market'), person: 'p-second' }, { type: 'confirm', step: 'look', proposal });
    },
  ],
  [
    { papers: ['plan', 'sketch', 'archive'] },
    (one, city) => {
      met(one).answer('sign', agree).act(clerk, { type: 'deliver', how: 'window', receipt });
      one.act(officer(office), { type: 'publish', where: '信用网站' });
      one.until('2027-05-10 10:00').act(applicant, { type: 'continuePermit', permit: 'licence', why: 'renewal' });
      (city.cases.at(-1) as One).act(applicant, { type: 'withdraw' });
      one.act(lead, { type: 'revoke', permits: ['licence'], reasons: [...reasons] });
      one.act(applicant, { type: 'erasePersonal', ground: 'consentWithdrawn' });
    },
  ],
];

/** Plays all of them, and the note of a repair, which no command brings. */
export function playChosen(recorder: Recorder): void {
  for (const [application, live] of lives) {
    const city = cityOf([everything], { calendars: [...shippedCalendars], onAsked: recorder.onAsked });
    live(city.receive(everything, { at: '2027-03-24 10:00', ...application }), city);
    city.cases.forEach(address);
    recorder.keep(city);
    recorder.forget();
  }
  const city = cityOf([everything], { onAsked: recorder.onAsked });
  const one = city.receive(everything, { at: '2027-03-24 10:00' });
  const note = { how: 'startFromLog', found: '没有运行', reason: '恢复' } as const;
  recorder.keepLog(one, noteRepair(one.snapshot, administrator.person, note, one.now, one.environment));
  recorder.forget();
}
