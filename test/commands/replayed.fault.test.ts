/**
 * Acts, and what is recovered, with no run kept in memory: every task replays its run from the beginning, so whatever
 * is not deterministic shows.
 */
import './submit.stack.test.ts';
import './recover.stack.test.ts';
import './disagreement.stack.test.ts';
import { keepInMemory } from '../support/worker.ts';

keepInMemory(0);
