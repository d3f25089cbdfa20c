import { eventShape } from '../../../log/envelope.ts';
import { text } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 双公示: the decision is published. */
  commandShape('publish', { where: text(200) }),
] as const;

export const events = [eventShape('published', 1, { where: text(200) })] as const;
