import {
  acceptances,
  annulments,
  followUpReasons,
  modeStandings,
  grades,
  statuses,
  suspensionGrounds,
} from '../../domain/case/vocabulary.ts';
import {
  acceptanceTitles,
  annulmentTitles,
  channelTitles,
  deliveryTitles,
  followUpReasonTitles,
  modeStandingTitles,
  gradeTitles,
  paperKindTitles,
  permitStateTitles,
  statusTitles,
  supplierTitles,
  suspensionGroundTitles,
} from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const caseEnums = (define: DefineEnum) => ({
  annulment: define('Annulment', 'What annuls a decision from outside (撤销途径).', annulments, annulmentTitles),
  followUpReason: define(
    'FollowUpReason',
    'Why a case goes on in a new one (关联原因).',
    followUpReasons,
    followUpReasonTitles,
  ),
  grade: define('Grade', 'Grade of a rating (好差评); the last two are bad (差评).', grades, gradeTitles),
  status: define('CaseStatus', 'State of a case (办件状态).', statuses, statusTitles),
  acceptance: define('Acceptance', 'How a case was accepted (受理方式).', acceptances, acceptanceTitles),
  modeStanding: define(
    'ModeStanding',
    'How far a case has come with a mode (办理方式状态).',
    modeStandings,
    modeStandingTitles,
  ),
  channel: define('Channel', 'How an application came in (收件渠道).', ['online', 'window', 'post'], channelTitles),
  suspensionGround: define(
    'SuspensionGround',
    'What may suspend a case (中止事由); nothing inside the office does.',
    suspensionGrounds,
    suspensionGroundTitles,
  ),
  permitState: define(
    'PermitState',
    'What became of a permit (许可结果).',
    ['granted', 'refused', 'revoked'],
    permitStateTitles,
  ),
  paperKind: define(
    'PaperKind',
    'Form of a paper (材料形式).',
    ['original', 'copy', 'electronic', 'eLicence'],
    paperKindTitles,
  ),
  supplier: define(
    'PaperSupplier',
    'Who supplied a paper (材料来源).',
    ['applicant', 'agent', 'sharedData'],
    supplierTitles,
  ),
  delivery: define(
    'DeliveryMeans',
    'How results are handed over (送达方式).',
    ['window', 'post', 'eLicence'],
    deliveryTitles,
  ),
});
