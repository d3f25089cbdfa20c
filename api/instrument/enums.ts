import { levels } from '../../domain/case/vocabulary.ts';
import { instrumentStateTitles, levelTitles } from '../../domain/words/zh-CN/titles.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const instrumentEnums = (define: DefineEnum) => ({
  level: define('Level', 'Instrument of the ladder (督办层级).', levels, levelTitles),
  instrumentState: define(
    'InstrumentState',
    'State of an instrument (督办文书状态).',
    ['draft', 'served', 'replied', 'overdue', 'closed'],
    instrumentStateTitles,
  ),
});
