import * as credit from './credit.ts';
import type { Implementations } from './implementation.ts';
import * as registers from './registers.ts';

/**
 * What this deployment registers, by the names that procedures use. A deployment puts its own here; these stand for the
 * registers of the demonstration.
 */
export const implementations: Implementations = {
  effects: {
    payment: registers.payment,
    'credit-grade': registers.creditGrade,
    'credit-mark': registers.creditMark,
    'credit-event': credit.creditEvent,
    'credit-repair': credit.creditRepair,
    'enterprise-register': registers.enterprise,
    'issue-pool': registers.issuePool,
    'notify-office': registers.notifyOffice,
    'visit-code': registers.visitCode,
  },
  sources: {
    'shared-catalogue': registers.sharedCatalogue,
    'enterprise-register': registers.enterpriseLicences,
  },
};
