import type { PermissionTable } from '../schema/rule.ts';
import { all, everyone, partyOrFiler } from '../schema/who.ts';

/** The public facts of a procedure; what each procedure brings itself has its rows in api/form/permissions.ts. */
export const permissions: PermissionTable = {
  Query: all(everyone, 'procedures procedure'),
  Mutation: { startCase: { who: partyOrFiler } },
  Procedure: all(
    everyone,
    `id workflowType name version current title kind lead intake limits modes materials steps special permits formSchema
    unavailable places guide picture`,
  ),
  ProcedureIntake: all(everyone, 'by from'),
  ProcedureLimits: all(everyone, 'statutory promised acceptance correction delivery publicity extension'),
  Extension: all(everyone, 'of by atMost times basis'),
  ExtensionApprover: all(everyone, 'role title unit'),
  ProcedureMaterial: all(everyone, 'material title kind within onlyIf source instead fileTypes fileBytes'),
  ProcedureStep: all(
    everyone,
    'step title kind unit role within people trio gives fees mayPauseFor onlyIf resultSchema',
  ),
  Charge: all(everyone, 'title amount onlyIf basis'),
  ProcedureSpecial: all(everyone, 'special title atMost times byApplicant basis'),
  ProcedurePermit: all(everyone, 'permit title validFor until renewal'),
  Guide: all(everyone, 'text channels materials steps permits results fees modes savings follows reductions'),
  GuideStep: all(everyone, 'step after beside isUsual isAfterDecision says'),
  GuideFee: all(everyone, 'step title amount basis'),
  GuideMode: all(everyone, 'mode guard'),
  GuideSaving: all(everyone, 'promised statutory share isThird text'),
  GuideAnswer: all(everyone, 'field answer isGiven says changes'),
  GuideChange: all(everyone, 'of added removed'),
  GuideReduction: all(everyone, 'counter change text'),
};
