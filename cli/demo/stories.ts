import { createHash } from 'node:crypto';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import type { ActedCase, FrontEnd } from './front-end.ts';

const digest = (of: string): string => createHash('sha256').update(of).digest('hex');
export const document = (number: string) => ({ number, digest: digest(number) });
export const paper = (material: string) => ({
  material,
  digest: digest(material),
  kind: 'ELECTRONIC',
  suppliedBy: 'APPLICANT',
});

export const applicant: Wanted = { as: 'applicant' };
export const clerk: Wanted = { as: 'window-clerk' };
export const officer = (unit: string): Wanted => ({ as: 'officer', unit });
/** The other handler of a unit: confirms where two people have to check. */
export const second = (unit: string): Wanted => ({ ...officer(unit), person: `p-${unit}-officer-2` });

/** What confirms the answer that is proposed for a step, as a case shows it. */
export const confirmationOf = ({ steps }: Pick<ActedCase, 'steps'>, step: string) => ({
  step,
  proposal: steps.find(each => each.step === step)?.proposal?.seq ?? 0,
});
export const supervisor = (unit: string): Wanted => ({ as: 'supervisor', unit });

/** Wednesday 24 March 2027, 10:00: some days before 清明节, so that the days off show. */
const beginning = '2027-03-24T10:00:00+08:00';

/** A restaurant's application: with signboard and tobacco, so that three departments decide in parallel. */
export const application = (papers: readonly string[], form: object = {}) => ({
  channel: 'ONLINE',
  form: { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: true, contact: '沈雨晴 13900000000', ...form },
  papers: papers.map(paper),
  developmentTime: beginning,
});

export type Told = (what: string, after: ActedCase) => void;

/**
 * The good way: notice, supply, tolerant acceptance, licence, three departments in parallel, inspection, cure, grant,
 * delivery.
 */
export async function goodWay(api: FrontEnd, tell: Told): Promise<ActedCase> {
  let now = await api.act(applicant, 'startRestaurantOpeningV1', application(['layoutPlan']));
  tell('申请人提交申请，只带了平面图', now);
  const caseId = now.id;
  const act = async (what: string, who: Wanted, mutation: string, input: object = {}): Promise<void> => {
    now = await api.act(who, mutation, { caseId, ...input });
    tell(what, now);
  };
  const later = async (workingDays: number): Promise<void> => {
    now = await api.act(applicant, 'advanceTime', { caseId, workingDays });
  };
  const agree = (step: string) => ({ step, answer: 'AGREE' });

  await later(1);
  await act('窗口一次性告知', clerk, 'giveNotice', {
    defects: [
      { item: 'safetyRules', defect: '缺少食品安全管理制度' },
      { item: 'layoutPlan', defect: '未标注疏散通道' },
    ],
  });
  await later(2);
  await act('申请人补正', applicant, 'supplyCase', {
    papers: [paper('safetyRules'), paper('layoutPlan')],
  });
  await later(1);
  await act('窗口容缺受理：店招设计图三个工作日内补齐', clerk, 'acceptTolerantly', {
    missing: ['signboardSketch'],
    promise: document('容诺〔2027〕1号'),
  });
  await later(1);
  await act('市场监管同意食品经营许可，三个部门并联', officer('market-regulation'), 'answerApproval', agree('licence'));
  await act('消防启动检验（特殊程序），时钟暂停', officer('fire-rescue'), 'startSpecialProcedure', {
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 4 },
    notice: document('消检〔2027〕1号'),
  });
  await act('城管同意店招备案', officer('urban-management'), 'answerApproval', agree('signboard'));
  await act('烟草同意零售许可；各分支都暂停，主时钟暂停', officer('tobacco'), 'answerApproval', agree('tobacco'));
  await later(2);
  await act('检验合格，恢复计时', officer('fire-rescue'), 'endSpecialProcedure', {
    step: 'fire',
    result: '现场检查合格',
  });
  await act('消防一名检查员提出同意', officer('fire-rescue'), 'answerApproval', agree('fire'));
  await act(
    '另一名检查员确认，消防同意；等待容缺材料',
    second('fire-rescue'),
    'confirmAnswer',
    confirmationOf(now, 'fire'),
  );
  await act('申请人补齐店招设计图，准予许可', applicant, 'cureCase', {
    papers: [paper('signboardSketch')],
  });
  await later(1);
  await act('综合窗口送达', clerk, 'deliverResult', { how: 'WINDOW', receipt: document('送达〔2027〕1号') });
  await act('双公示，办结', officer('market-regulation'), 'publishDecision', { where: '信用中国' });
  return now;
}

/**
 * The same case left alone: silence accepts it, colours come, the ladder climbs until the government summons the
 * office.
 */
export async function nobodyActs(api: FrontEnd, tell: Told): Promise<ActedCase> {
  const started = await api.act(
    applicant,
    'startRestaurantOpeningV1',
    application(['layoutPlan', 'safetyRules'], { hasSignboard: false, sellsTobacco: false }),
  );
  tell('申请人提交申请，此后无人办理', started);
  const later = await api.act(applicant, 'advanceTime', { caseId: started.id, workingDays: 30 });
  tell('三十个工作日过去', later);
  return later;
}

export const government = 'district-government';
