import type { Act, ActResult } from '../../src/workspace/verbs.ts';
import { fillForm, newFile } from './fill-form.ts';
import { findControl } from './find-control.ts';
import { channelPlace, directPlace, sourceSpot, threadSpot } from './places.ts';
import { type Spot, type Stage, StepFault } from './stage.ts';
import { actOf, type Step } from './step.ts';

/** Modals somebody left open are closed before they turn to something else. */
async function closeForms(as: string, stage: Stage): Promise<void> {
  const { workspace } = stage.trial;
  for (let view = workspace.view(as); view; view = workspace.view(as)) {
    const { ok } = await workspace.act({ verb: 'close', as, viewId: view.id });
    if (!ok) return;
  }
}

async function directWith(as: string, name: string, stage: Stage): Promise<string> {
  const { workspace } = stage.trial;
  const open = directPlace(name, stage);
  if (open) return open.channel;
  const made = await workspace.act({ verb: 'open_dm', as, user: workspace.botUserId });
  if (!made.ok || made.channel === undefined) throw new StepFault('the desk takes no direct messages');
  return made.channel;
}

/** Where a step posts: a channel, the direct message with the desk, a thread. */
async function targetOf(step: Step, as: string, stage: Stage): Promise<{ channel: string; threadTs?: string }> {
  const where = step.where ?? (step.reply_in ? `thread of ${step.reply_in}` : '客诉');
  const [, label] = /^(?:thread of )?([A-Z]\w*)$/.exec(where) ?? [];
  const [who = ''] = step.who ?? [];
  if (/^dm$/i.test(where)) return { channel: await directWith(as, who, stage) };
  if (label !== undefined) {
    const { channel, ts } = await threadSpot(label, stage);
    return { channel, threadTs: ts };
  }
  return { channel: channelPlace(where, stage).channel };
}

async function press(step: Step, label: string, stage: Stage): Promise<ActResult> {
  const [first = ''] = step.who ?? [];
  const all = step.twice ? [first, first] : (step.who ?? []);
  // All of them look before anybody presses.
  const presses = await Promise.all(
    all.map(async (who): Promise<Act> => {
      const { control, in: place } = await findControl(step, who, stage.spoken(label), stage);
      const { blockId, actionId, value } = control;
      const held = value === undefined ? {} : { value };
      return { verb: 'action', as: stage.user(who).id, in: place, blockId, actionId, ...held };
    }),
  );
  const results = await Promise.all(presses.map((one) => stage.trial.workspace.act(one)));
  return results.find((result) => !result.ok) ?? results[0] ?? { ok: true };
}

async function command(typed: string, step: Step, as: string, stage: Stage): Promise<ActResult> {
  const [, word = '', text = ''] = /^(\/\S+)\s*(.*)$/s.exec(stage.spoken(typed)) ?? [];
  const { channel } = await targetOf(step, as, stage);
  return stage.trial.workspace.act({ verb: 'command', as, channel, command: word, text });
}

async function shortcut(name: string, spot: Spot, as: string, stage: Stage): Promise<ActResult> {
  const known = stage.trial.workspace.state(as).messageShortcuts;
  const found = known.find((one) => one.name === name);
  if (!found)
    throw new StepFault(
      `no shortcut is called ${name}`,
      known.map((one) => one.name),
    );
  return stage.trial.workspace.act({ verb: 'message_shortcut', as, ...spot, callbackId: found.callbackId });
}

async function post(text: string, step: Step, as: string, stage: Stage): Promise<ActResult> {
  const target = await targetOf(step, as, stage);
  const files = step.files ? { files: step.files.map(newFile) } : {};
  const posted = await stage.trial.workspace.act({
    verb: 'message',
    as,
    text: stage.spoken(text),
    ...target,
    ...files,
  });
  if (step.mark && posted.ok && posted.ts) stage.marks.set(step.mark, { channel: target.channel, ts: posted.ts });
  return posted;
}

async function life(step: Step, stage: Stage): Promise<void> {
  const { life: desk } = stage.trial;
  if (step.kill || step.stop === 'killed') await desk.kill();
  else if (step.stop || step.restart) await desk.stop();
  if (step.kill || step.restart || step.start) await desk.start(step.policy);
}

async function byPerson(step: Step, as: string, stage: Stage): Promise<ActResult> {
  const { workspace } = stage.trial;
  const act = actOf(step);
  if (act === null) return { ok: true };
  if (step.on !== 'form') await closeForms(as, stage);
  if (step.press !== undefined) return press(step, step.press, stage);
  if (step.command !== undefined) return command(step.command, step, as, stage);
  if (step.post !== undefined) return post(step.post, step, as, stage);
  if (step.open_home) return workspace.act({ verb: 'open_home', as });
  if (step.join !== undefined || step.leave !== undefined) {
    const { channel } = channelPlace(step.where ?? '客诉', stage);
    const { id: user } = stage.user(step.join ?? step.leave ?? '');
    return workspace.act({ verb: step.join === undefined ? 'leave' : 'join', as, channel, user });
  }
  if (step.deactivate !== undefined)
    return workspace.act({ verb: 'deactivate_person', as, user: stage.user(step.deactivate).id });
  if (step.reactivate !== undefined)
    return workspace.act({ verb: 'reactivate_person', as, user: stage.user(step.reactivate).id });
  const spot = await sourceSpot((step.on ?? '').replace(/^(post|source) of /, ''), stage);
  if (step.shortcut !== undefined) return shortcut(step.shortcut, spot, as, stage);
  if (step.edit !== undefined) return workspace.act({ verb: 'edit', as, ...spot, text: stage.spoken(step.edit) });
  return workspace.act({ verb: 'delete', as, ...spot });
}

/** Does what a step says, and waits until the desk has done everything that follows. */
export async function perform(step: Step, stage: Stage): Promise<ActResult> {
  const { trial } = stage;
  const [who] = step.who ?? [];
  if (step.fault) trial.workspace.fault(step.fault as Parameters<typeof trial.workspace.fault>[0]);
  if (step.wait_until) await stage.passTime(stage.instant(step.wait_until));
  await life(step, stage);
  let result: ActResult = { ok: true };
  if (who !== undefined) {
    const as = stage.user(who).id;
    result = await byPerson(step, as, stage);
    if (step.settle) await trial.settle();
    if (result.ok && step.fill) result = await fillForm(as, step.fill, stage);
  } else if (step.settle) await trial.settle();
  return result;
}
