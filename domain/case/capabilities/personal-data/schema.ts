import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { commandShape } from '../../command-shape.ts';
import { erasureGrounds } from '../../vocabulary.ts';

const ground = z.enum(erasureGrounds);

export const commands = [
  /** 删除个人信息: asked for every case in which the fields were used, once they are gone from the registers. */
  commandShape('erasePersonal', { ground }),
] as const;

export const events = [
  /** Personal fields that the case used are gone (个人信息保护法 47). Says nothing of what they were. */
  eventShape('personalErased', 1, { ground }),
] as const;
