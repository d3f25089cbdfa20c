import { readdir, readFile } from 'node:fs/promises';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { shippedEnvironment } from '../../bin/compose/shipped-environment.ts';
import { application } from '../../cli/demo/stories.ts';
import { plays } from '../../cli/histories/plays.ts';
import { fold } from '../../domain/case/case.ts';
import { readEvent } from '../../domain/case/event.ts';
import type { CaseInput } from '../../domain/host/protocol.ts';
import { changedBundle, testBundle } from '../support/bundle.ts';
import { textOf } from '../support/history.ts';
import { quietRuntime } from '../support/worker.ts';

const folder = new URL('histories/', import.meta.url);
const shapes = {
  'good-way': ['COMPLETED'],
  'left-alone': ['RUNNING'],
  withdrawn: ['COMPLETED'],
  'started-again': ['RUNNING'],
  'rolled-over': ['CONTINUED_AS_NEW', 'RUNNING'],
} as const;

interface RecordedEvent {
  readonly eventId: string;
  readonly eventType: string;
  readonly [attributes: string]: unknown;
}
interface History {
  readonly events: readonly RecordedEvent[];
}
interface Payload {
  readonly data: string;
}

const read = async (file: string): Promise<readonly History[]> =>
  JSON.parse(await readFile(new URL(file, folder), 'utf8')) as readonly History[];
const endOf = ({ events }: History): string =>
  /EXECUTION_(COMPLETED|CONTINUED_AS_NEW|FAILED|TERMINATED)$/.exec(events.at(-1)!.eventType)?.[1] ?? 'RUNNING';
const decoded = ({ data }: Payload): string => Buffer.from(data, 'base64').toString();
const inputOf = ({ events }: History): CaseInput => {
  const { input } = events[0]!['workflowExecutionStartedEventAttributes'] as {
    readonly input: { readonly payloads: readonly [Payload] };
  };
  return JSON.parse(decoded(input.payloads[0])) as CaseInput;
};
/** Every payload of a history, read. */
const payloads = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return '';
  return (
    ('data' in value && typeof value.data === 'string' ? decoded(value as Payload) : '') +
    Object.values(value).map(payloads).join('\n')
  );
};

const files = Object.keys(plays).flatMap(type =>
  Object.entries(shapes).map(([shape, ends]) => ({ file: `${type}.${shape}.json`, type, ends })),
);
let bundle: Awaited<ReturnType<typeof testBundle>>;
beforeAll(async () => {
  quietRuntime();
  bundle = await testBundle();
});
const replay = (workflowBundle: typeof bundle, history: History): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle }, history);

test('every shape of run is recorded of every procedure version that has plays, and nothing else', async () => {
  expect((await readdir(folder)).toSorted()).toEqual(files.map(each => each.file).toSorted());
});

describe.each(files)('$file', ({ file, type, ends }) => {
  test('replays under the code as it is', async () => {
    const histories = await read(file);
    expect(histories.map(endOf)).toEqual(ends);
    for (const history of histories) await expect(replay(bundle, history)).resolves.toBeUndefined();
  });

  test('fails with one thing changed: an activity where the run set a timer', async () => {
    for (const history of await read(file)) {
      const timer = history.events.findIndex(event => event.eventType.endsWith('TIMER_STARTED'));
      expect(timer).toBeGreaterThan(0);
      const {
        timerStartedEventAttributes: { workflowTaskCompletedEventId },
        ...event
      } = history.events[timer] as RecordedEvent & {
        readonly timerStartedEventAttributes: { readonly workflowTaskCompletedEventId: string };
      };
      const activity = {
        activityId: '1',
        activityType: { name: 'project' },
        taskQueue: { name: 'cases' },
        workflowTaskCompletedEventId,
      };
      const changed = history.events.with(timer, {
        ...event,
        eventType: 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED',
        activityTaskScheduledEventAttributes: activity,
      });
      await expect(replay(bundle, { events: changed })).rejects.toThrow(/[Nn]ondeterminism/);
    }
  });

  test('does not replay under code that does one thing more: such a change needs a build of its own', async () => {
    for (const history of await read(file))
      await expect(replay(await changedBundle(), history)).rejects.toThrow(/[Nn]ondeterminism/);
  });

  test('carries the state that its log folds to today: a build goes on from what the build before folded', async () => {
    const procedure = (await loadProcedures()).get(type)!;
    for (const { kept } of (await read(file)).map(inputOf)) {
      expect(kept.floor.seq, 'the whole log is in the tail').toBe(0);
      const folded = fold(
        kept.tail.map(entry => readEvent(entry.text)),
        shippedEnvironment(procedure),
      );
      expect(
        JSON.parse(JSON.stringify(folded)),
        'raise stateVersion (domain/case/state.ts) if a build could not go on from the recorded state, then npm run ' +
          '-s shixian -- histories',
      ).toEqual(kept.state);
    }
  });

  test('holds no personal field', async () => {
    const histories = await read(file);
    const text = payloads(histories) + textOf(histories);
    expect(text).toContain(application([]).form.name);
    for (const secret of application([]).form.contact.split(' ')) expect(text).not.toContain(secret);
  });
});
