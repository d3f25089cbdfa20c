import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationDirectory } from '../../../domain/directory/demonstration.ts';
import { demonstrationViewer } from '../../../bin/compose/issuer/people.ts';
import { applicant, type Office, type Said } from '../office.ts';
import { openExplainedCase, shown } from './explained-case.ts';

const run = promisify(execFile);
let office: Office;
let seen: NonNullable<Said['case']>;
beforeAll(async () => {
  ({ office, seen } = await openExplainedCase());
});
afterAll(async () => {
  await office.product.stop();
});

describe('explainDeadline', () => {
  test('for the public a suspension is told by its ground and document, not in the words of the official', async () => {
    const one = await office.receive();
    await office.accept(one.id);
    expect(
      await office.say({ as: 'unit-head' }, 'suspendCase', {
        caseId: one.id,
        ground: 'FORCE_MAJEURE',
        reason: { text: '沈雨晴住院' },
        notice: { number: '中-1', digest: 'a'.repeat(64) },
      }),
    ).toMatchObject({ __typename: 'Accepted' });
    const { publicCaseStatus } = await office.ask<{ publicCaseStatus: object }>(
      undefined,
      'query E($number: String!, $queryCode: String!) { publicCaseStatus(number: $number, queryCode: $queryCode) { ' +
        `due explainDeadline(clock: PROMISE) { ${shown} } } }`,
      { number: one.number, queryCode: one.queryCode },
    );
    expect(publicCaseStatus).toMatchObject({
      due: null,
      explainDeadline: {
        due: null,
        dueOn: null,
        projected: true,
        provisional: '暂停何时结束尚不可知，恢复计时后确定到期日',
        pauses: [{ why: '中止办理：不可抗力（文书 中-1）' }],
        holder: { kind: 'NOBODY' },
      },
    });
    expect(JSON.stringify(publicCaseStatus)).not.toContain('沈雨晴');
    const clock = '{ case(id: $id) { clocks { clock state due projected provisional remaining } } }';
    const {
      case: { clocks },
    } = await office.ask<{ case: { clocks: { clock: string }[] } }>(applicant, `query C($id: ID!) ${clock}`, {
      id: one.id,
    });
    expect(clocks.find(each => each.clock === 'promise')).toMatchObject({
      state: 'PAUSED',
      due: null,
      projected: true,
      provisional: '暂停何时结束尚不可知，恢复计时后确定到期日',
      remaining: 5,
    });
    const token = await office.product.issuer.sign(
      demonstrationViewer({ as: 'supervisor' }, demonstrationDirectory),
      1,
    );
    const { stdout } = await run(process.execPath, [
      fileURLToPath(new URL('../../../bin/shixian.ts', import.meta.url)),
      'deadline',
      '--case',
      one.number,
      '--url',
      office.product.url,
      '--token',
      token,
    ]);
    expect(stdout).toMatch(/：promise\n到期 {2}待定\n/);
    expect(stdout).toMatch(/→ 待定 {2}暂停计时：中止办理/);
  });

  test('reads the same in the terminal', async () => {
    await office.say(applicant, 'advanceTime', { caseId: seen.id, workingDays: 1 });
    const token = await office.product.issuer.sign(
      demonstrationViewer({ as: 'supervisor' }, demonstrationDirectory),
      1,
    );
    const command = fileURLToPath(new URL('../../../bin/shixian.ts', import.meta.url));
    const { stdout } = await run(process.execPath, [
      command,
      'deadline',
      '--case',
      seen.number,
      '--clock',
      'step:fire',
      '--url',
      office.product.url,
      '--token',
      token,
    ]);
    expect(stdout).toMatch(/^办件 SX\d{4}-\d{6} 开办餐饮店“一件事”：step:fire\n预计到期 {2}2027-04-02 周五 17:30\n/);
    expect(stdout).toContain('暂停（特殊程序“消防安全检查：检验”（文书 消检-1）），不计');
    expect(stdout).toMatch(/到期日的变更\n.*2027-03-29 17:30 → 2027-04-02 17:30（预计）/);
    expect(stdout).toContain('当前占用时间：特殊程序 区消防救援大队');
    expect(stdout).toMatch(/^ {2}2027-03-2\d .* 截至 .* 累计 .* 截至此时，尚余 /m);
    const whole = await run(process.execPath, [
      command,
      'deadline',
      '--case',
      seen.number,
      '--url',
      office.product.url,
      '--token',
      token,
    ]);
    expect(whole.stdout).toContain('已计入的 1 天由谁占用：');
    expect(whole.stdout).toMatch(/截至 2027-03-25 .*，已计入 1 个工作日，尚余 4 个工作日\n/);
    await expect(
      run(process.execPath, [
        command,
        'deadline',
        '--case',
        'SX0000-000000',
        '--url',
        office.product.url,
        '--token',
        token,
      ]),
    ).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('There is no case') as string });
  });
});
