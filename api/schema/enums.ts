import { caseEnums } from '../case/enums.ts';
import { clockEnums } from '../clock/enums.ts';
import { deadlineEnums } from '../deadline/enums.ts';
import { directoryEnums } from '../directory/enums.ts';
import { eventEnums } from '../event/enums.ts';
import { fileEnums } from '../file/enums.ts';
import { instrumentEnums } from '../instrument/enums.ts';
import { partyEnums } from '../party/enums.ts';
import { procedureEnums } from '../procedure/enums.ts';
import { stepEnums } from '../step/enums.ts';
import { enumDefiner } from './define-enum.ts';
import type { Builder } from './types.ts';

/** The enumerations that several nouns use, each from the folder of its own. */
export function addEnums(builder: Builder) {
  const define = enumDefiner(builder);
  return {
    ...caseEnums(define),
    ...clockEnums(define),
    ...deadlineEnums(define),
    ...directoryEnums(define),
    ...eventEnums(define),
    ...fileEnums(define),
    ...instrumentEnums(define),
    ...partyEnums(define),
    ...procedureEnums(define),
    ...stepEnums(define),
  };
}
export type Enums = ReturnType<typeof addEnums>;
