/**
 * The life of a run and its time, with no run kept in memory: every task replays its run from the beginning, so
 * whatever is not deterministic shows.
 */
import './run.stack.test.ts';
import './time.stack.test.ts';
import { keepInMemory } from '../support/worker.ts';

keepInMemory(0);
