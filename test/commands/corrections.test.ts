import { expect, it } from 'vitest';
import { correctedRows } from '../../src/commands/corrections.ts';
import { amendCase, changeSeverity } from '../../src/flows/amend-case.ts';
import { dismissCase } from '../../src/flows/set-aside-case.ts';
import { parseRows } from '../evals/score.ts';
import { openDesk } from '../support/desk.ts';

it('what people corrected becomes eval rows that the eval reads, labelled as corrected and with nobody in them', async () => {
  const desk = await openDesk();
  desk.reads = 'rules';
  const boss = await desk.person('周', 'general_manager');
  await desk.post('客户王女士 13912345678 沪A12345，保养完空调异响修了三次还响，要投诉');
  await desk.post('客户李先生说等了四个小时没人理，很生气');
  await desk.post('客户说洗车把漆刮花了很生气');
  const [wang, li] = [...(await desk.cases())].sort((a, b) => a.number.localeCompare(b.number));
  await amendCase(desk.ports, boss, wang!.id, { category: 'parts_quality', demand: '王女士要求换压缩机' });
  await changeSeverity(desk.ports, boss, wang!.id, { severity: 'major', reason: '13912345678 打到总部' });
  await dismissCase(desk.ports, boss, li!.id, '不是我们店的客户');

  const rows = await correctedRows(desk.ports, new Date(0));
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  for (const secret of ['王女士', '13912345678', '沪A12345']) expect(text).not.toContain(secret);
  const read = parseRows(text);
  expect(read.map((r) => [r.is_complaint, r.category, r.severity, r.expected_cases])).toEqual([
    [true, 'parts_quality', 'major', 1],
    [false, 'waiting_time', 'general', 0],
  ]);
  expect(rows[0]?.note).toMatch(/category: repair_quality \(rules-\d\) → parts_quality/);
  expect(await correctedRows(desk.ports, new Date(desk.clock.getTime() + 1000))).toEqual([]);
});
