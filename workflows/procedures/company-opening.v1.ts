import { z } from 'zod';
import {
  procedure, approval, event, all, listBy, personal, reasonsAgainst, required, tolerable, halfDays, workingDays,
} from '../../domain/procedure.ts';
export const companyOpening = procedure({
  name: 'company-opening', version: 1, title: '企业开办“一件事”', lead: 'market-regulation', kind: 'registration',
  form: z.object({
    name: z.string(), scope: z.string(), address: z.string(),
    shareholders: listBy(z.object({ id: z.string(), fen: z.int().min(1) }), 'id', 50),
    officers: personal(z.string()),
  }),
  example: { name: '丙机械有限公司', scope: '机械加工', address: '工业路 5 号', shareholders: [{ id: 'a', fen: 50_000_000 }], officers: '张某、李某' },
  materials: {
    articles: required('公司章程'), identity: required('股东和高级管理人员身份证明'),
    address: tolerable('住所证明', { within: halfDays(1), instead: '住所申报承诺书' }),
  },
  // 市场主体登记管理条例 19: on the spot, else 3 working days, and 3 more by the head of the organ.
  limits: {
    statutory: workingDays(3), promised: halfDays(1),
    extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(3), basis: '市场主体登记管理条例 19' },
  },
  policies: { acceptance: { within: 'sameVisit' }, delivery: { within: workingDays(1) } },
  modes: { tolerant: {}, assisted: {} },
  // 1个环节: the licence and the five behind it are due together, half a day after receipt.
  milestones: { opened: halfDays(1) },
  steps: {
    licence: approval('设立登记', { by: 'lead', until: 'opened' }),
    seal:    approval('公章刻制备案', { by: 'public-security', until: 'opened' }),
    invoice: approval('发票申领', { by: 'tax', until: 'opened' }),
    social:  approval('社会保险登记', { by: 'human-resources', until: 'opened' }),
    medical: approval('医疗保险登记', { by: 'medical-insurance', until: 'opened' }),
    fund:    approval('住房公积金缴存登记', { by: 'housing-fund', until: 'opened' }),
    account: event('银行开立账户', { from: 'commercial-bank', expires: workingDays(5) }),
  },
  permits: {
    licence: '营业执照', seal: '公章', invoice: '发票和税控设备', social: '社会保险登记', medical: '医疗保险登记', fund: '住房公积金单位账户',
  },
  *run({ steps, reached, grantEach, deny }) {
    const licence = yield* steps.licence();
    const against = reasonsAgainst(licence);
    if (against) return deny(against);
    const others = yield* all({
      seal: steps.seal(), invoice: steps.invoice(), social: steps.social(), medical: steps.medical(), fund: steps.fund(),
    });
    reached('opened');
    return grantEach({ licence, ...others });
  },
  // The bank is nobody's office: no clock of the government waits for it.
  *afterwards({ steps, closed }) {
    yield* steps.account();
    return closed();
  },
});
