import { z } from 'zod';
import {
  applicant,
  approval,
  conference,
  deferred,
  event,
  months,
  permit,
  personal,
  procedure,
  reasonsAgainst,
  required,
  special,
  tolerable,
  workingDays,
} from '../../domain/procedure.ts';

const by = { by: 'lead', within: workingDays(2) } as const;

/** What no shipped procedure has. Its cases stand in recorded databases: like a released version it never changes. */
export const everything = procedure({
  name: 'recorded-everything',
  version: 1,
  title: '存档样例',
  lead: 'market-regulation',
  form: z.object({ goes: z.enum(['on', 'above', 'out']), name: personal(z.string()) }),
  example: { goes: 'on', name: '沈雨晴' },
  materials: {
    plan: required('图纸'),
    sketch: tolerable('示意图', { within: workingDays(5) }),
    archive: deferred('档案', { before: 'filing' }),
  },
  limits: { statutory: workingDays(40), promised: workingDays(30) },
  policies: {
    correction: { onLapse: 'hold', heldFor: months(1) },
    revocable: { by: 'lead', basis: '存档办法 9' },
  },
  modes: {
    tolerant: {},
    deferredSupplement: { basis: '存档办法 5' },
    commitment: { covers: ['look'], verify: 'verify', fix: 'fix', revokes: ['licence'], basis: '存档办法 6' },
  },
  special: { test: special('检测', { atMost: workingDays(3), basis: '存档办法 7' }) },
  steps: {
    look: approval('审查', { ...by, people: 2, mayPauseFor: ['test'] }),
    meet: conference('会商', { chair: 'lead', of: ['fire-rescue'], notice: workingDays(1), within: workingDays(5) }),
    sign: approval('签发', { ...by, may: ['forwardUp'] }),
    verify: approval('核查', by),
    fix: applicant('整改', { within: workingDays(5) }),
    filing: event('备案', { from: 'lead', expires: months(6) }),
  },
  permits: { early: '先行许可', licence: permit('许可证', { validFor: months(2), renewal: workingDays(10) }) },
  *run({ form, steps, grant, grantEarly, deny, forwardUp }) {
    const look = yield* steps.look();
    const against = reasonsAgainst(look);
    if (against) return deny(against);
    grantEarly('early', look);
    const refused = reasonsAgainst((yield* steps.meet()).answers);
    if (refused) return deny(refused);
    const sign = yield* steps.sign();
    if (sign.answer === 'forwardUp') return form.goes === 'out' ? forwardUp('省厅') : forwardUp();
    const no = reasonsAgainst(sign);
    return no ? deny(no) : grant('licence');
  },
});
