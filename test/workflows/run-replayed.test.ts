import { lifeOfARun } from './run.ts';

lifeOfARun(0);
