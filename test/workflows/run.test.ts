import { lifeOfARun } from './run.ts';

lifeOfARun(1_000);
