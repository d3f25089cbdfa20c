import type { InstrumentView } from '../../domain/case/view.ts';
import type { Of } from '../case/objects.ts';

export interface InstrumentObjects {
  Instrument: Of<InstrumentView>;
  Addressee: InstrumentView['addressees'][number];
  /** The supervisor's view: its lists are asked one by one. */
  Supervision: object;
}
