import { lifeOfARun } from './run.ts';

lifeOfARun('a run that is replayed from its history at every task', 0);
