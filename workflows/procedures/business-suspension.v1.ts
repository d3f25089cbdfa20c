import { z } from 'zod';
import {
  procedure, approval, applicant, wait, race, onDate, reasonsAgainst, required, permit, years, halfDays, workingDays,
} from '../../domain/procedure.ts';
export const businessSuspension = procedure({
  name: 'business-suspension', version: 1, title: '歇业备案', lead: 'market-regulation', kind: 'filing',
  form: z.object({ enterprise: z.string(), until: z.iso.date().meta({ title: '歇业截止日期' }) }),
  example: { enterprise: '己餐饮有限公司', until: '2028-03-31' },
  materials: { promise: required('歇业承诺书'), address: required('法律文书送达地址确认书') },
  limits: { statutory: workingDays(3), promised: workingDays(1) },
  policies: { acceptance: { within: 'sameVisit' }, effectiveFrom: 'receipt' },
  steps: {
    review: approval('备案核对', { by: 'lead', within: halfDays(2) }),
    resume: applicant('恢复营业', { within: onDate('until') }),
    most:   wait('歇业最长三年', years(3)),
    look:   approval('歇业期满核查', { by: 'lead', within: workingDays(20), people: 2 }),
  },
  // 市场主体登记管理条例 30: as long as the enterprise says, three years at most.
  permits: { suspension: permit('歇业备案证明', { until: onDate('until'), validFor: years(3) }) },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('suspension');
  },
  *afterwards({ steps, closed, revoke }) {
    const ended = yield* race({ resumed: steps.resume(), most: steps.most() });
    if (ended.first === 'resumed' && !ended.value.lapsed) return closed();
    const found = reasonsAgainst(yield* steps.look());
    return found ? revoke(['suspension'], found) : closed();
  },
});
