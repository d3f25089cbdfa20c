import { clockKinds, colours } from '../../domain/case/vocabulary.ts';
import {
  clockKindTitles,
  clockStateTitles,
  colourTitles,
  unitTitles,
  verdictTitles,
} from '../../domain/words/zh-CN/titles.ts';
import { publicClocks } from '../case/public-clocks.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const clockEnums = (define: DefineEnum) => ({
  colour: define('Colour', 'Colour of a clock or case as of the last tick (亮牌).', colours, colourTitles),
  clockKind: define('ClockKind', 'What a clock measures (时限种类).', clockKinds, clockKindTitles),
  publicClock: define(
    'PublicClock',
    'Clocks of a case that the public may know of (可公开查询的时限).',
    publicClocks,
    clockKindTitles,
  ),
  extendable: define(
    'ExtendableClock',
    'Clocks that may be extended (可延期时限).',
    ['promise', 'statutory', 'correction', 'tolerance'],
    clockKindTitles,
  ),
  clockState: define(
    'ClockState',
    'Whether a clock runs (时限状态).',
    ['running', 'paused', 'stopped'],
    clockStateTitles,
  ),
  verdict: define(
    'Verdict',
    'Whether what was due was done in time (是否按时).',
    ['met', 'late', 'missed', 'dropped', 'annulled'],
    verdictTitles,
  ),
  unit: define(
    'LimitUnit',
    'Unit of a limit (时限单位); never turned into one another.',
    ['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY', 'DATE', 'EARLIER_OF'],
    unitTitles,
  ),
});
