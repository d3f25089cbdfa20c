import { creditGrades, partyKinds } from '../../domain/parties/party.ts';
import { erasureGrounds } from '../../domain/case/vocabulary.ts';
import { erasureGroundTitles, partyKindTitles } from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

const gradeTitles = { A: '优', B: '良', C: '中', D: '差' } as const;

export const partyEnums = (define: DefineEnum) => ({
  partyKind: define('PartyKind', 'Kind of a party (申请人类型).', partyKinds, partyKindTitles),
  erasureGround: define(
    'ErasureGround',
    'Why personal data is erased (删除个人信息的情形，个人信息保护法 47).',
    erasureGrounds,
    erasureGroundTitles,
  ),
  creditGrade: define('CreditGrade', 'Credit grade (信用等级).', creditGrades, gradeTitles),
});
