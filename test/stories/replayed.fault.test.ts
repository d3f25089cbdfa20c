/**
 * The stories, with no run kept in memory: every task replays its run from the beginning, so whatever is not
 * deterministic shows.
 */
import './good-way.stack.test.ts';
import './nobody.stack.test.ts';
import { keepInMemory } from '../support/worker.ts';

keepInMemory(0);
