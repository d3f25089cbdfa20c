import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/** The time of a case as its latest run has it. */
export interface RunTime {
  /** Milliseconds by which it is ahead of our clock: what the run began with, and what was skipped since. */
  readonly offset: number;
  /** Time was skipped at some point (development): otherwise the run goes by Temporal's clock. */
  readonly isSkipped: boolean;
  /** The first run of those that followed each other, each with the time of the one before. */
  readonly chain: string;
  readonly isRunning: boolean;
}

/** The name of what Temporal remembers of how a run was started: the offset of the case's time. */
export const offsetMemo = 'offset';

/** Asks Temporal for the time of a case's latest run. @throws WorkflowNotFoundError where there is none */
export async function runTime(client: Client, caseId: string): Promise<RunTime> {
  const { memo, raw, status } = await client.workflow.getHandle(caseId).describe();
  const { workflowExecutionInfo, workflowExtendedInfo } = raw;
  const { currentTime, effectiveConfig } = workflowExtendedInfo?.timeSkippingInfo ?? {};
  const isSkipped = Boolean(currentTime && effectiveConfig);
  const lead =
    isSkipped && currentTime
      ? Number(currentTime.seconds) * 1_000 + Math.floor((currentTime.nanos ?? 0) / 1_000_000) - Date.now()
      : 0;
  const began = memo?.[offsetMemo];
  return {
    offset: (typeof began === 'number' ? began : 0) + lead,
    isSkipped,
    chain: workflowExecutionInfo?.firstRunId ?? '',
    isRunning: status.name === 'RUNNING',
  };
}

/** The offset of a case whose time was skipped, by its latest run; undefined where it was not, or where no run is. */
export async function skippedOffset(client: Client, caseId: string): Promise<number | undefined> {
  try {
    const { offset, isSkipped } = await runTime(client, caseId);
    return isSkipped ? offset : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
