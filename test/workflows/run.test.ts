import { lifeOfARun } from './run.ts';

lifeOfARun('a run', 1_000);
