import { postParcel } from './http-delivery.ts';
import type { FailureReason, Parcel, Reply } from './parcel.ts';
import type { Json } from './state.ts';
import { busyWhile, type World } from './world.ts';

/** Sends a click, a command or a shortcut; the app has the ack limit (3 s) and no second chance, as in Slack. */
export function deliverInteraction(world: World, parcel: Parcel, name: string): Promise<Reply> {
  return busyWhile(world, () => send(world, parcel, name));
}

/** Sends an event and keeps redelivering it, with the same event_id, by the retry schedule. Returns at once. */
export function deliverEvent(world: World, body: Json): void {
  void busyWhile(world, () => attempt(world, body, 0, undefined));
}

/** Redelivers what is due by the workspace's clock. */
export async function redeliverDue(world: World): Promise<void> {
  const now = world.now();
  const due = world.retries.filter((retry) => retry.due <= now);
  for (const retry of due) world.retries.splice(world.retries.indexOf(retry), 1);
  await Promise.all(due.map((r) => busyWhile(world, () => attempt(world, r.body, r.attempt, r.reason))));
}

async function attempt(world: World, body: Json, first: number, why: FailureReason | undefined): Promise<void> {
  let number = first;
  let reason = why;
  for (;;) {
    const retry = reason === undefined ? undefined : { attempt: number, reason };
    const reply = await send(world, { kind: 'events_api', body, ...(retry ? { retry } : {}) }, eventName(body));
    if (reply.ok || reply.noRetry || world.stopped) return;
    const delay = world.retryDelaysMs[number];
    if (delay === undefined) return;
    number += 1;
    reason = reply.reason;
    if (delay > 0) {
      world.retries.push({ due: world.now() + delay, attempt: number, reason, body });
      return;
    }
  }
}

function eventName(body: Json): string {
  const event = body.event as Json;
  return event.subtype === undefined ? String(event.type) : `${String(event.type)}/${String(event.subtype)}`;
}

async function send(world: World, parcel: Parcel, name: string): Promise<Reply> {
  const note = parcel.retry ? `retry ${parcel.retry.attempt}, ${parcel.retry.reason}` : parcel.kind;
  world.trace.add({ kind: 'delivery', name, ok: true, ms: 0, note, request: parcel.body, response: undefined });
  const started = performance.now();
  const reply = await carry(world, parcel, name);
  world.trace.add({
    kind: 'ack',
    name,
    ok: reply.ok,
    ms: Math.round(performance.now() - started),
    note: reply.ok ? note : `${reply.reason}: ${reply.note}`,
    request: undefined,
    response: reply.ok ? reply.payload : undefined,
  });
  return reply;
}

async function carry(world: World, parcel: Parcel, name: string): Promise<Reply> {
  const fault = world.faults.take('delivery');
  if (fault) {
    world.trace.add({ kind: 'fault', name, ok: false, ms: 0, note: fault.kind, request: fault, response: undefined });
  }
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1_000));
  if (fault && fault.kind !== 'slow' && fault.kind !== 'drop_after_commit') {
    return { ok: false, reason: 'http_error', noRetry: false, note: `fault ${fault.kind}` };
  }
  const reply = await carryByMode(world, parcel);
  if (fault?.kind !== 'drop_after_commit') return reply;
  return { ok: false, reason: 'http_timeout', noRetry: false, note: 'fault: the answer was dropped' };
}

async function carryByMode(world: World, parcel: Parcel): Promise<Reply> {
  if (world.delivery.mode === 'socket') return world.sockets.send(parcel, world.ackLimitMs);
  const { requestUrl } = world.delivery;
  const reply = await postParcel(requestUrl, world.state.secrets.signingSecret, parcel, world.ackLimitMs);
  world.requestUrlAnswers = reply.ok || reply.reason !== 'connection_failed';
  return reply;
}

/** Slack's url_verification handshake with the request URL: true when the challenge came back. */
export async function verifyRequestUrl(world: World): Promise<boolean> {
  if (world.delivery.mode !== 'http') return false;
  const challenge = `challenge-${Math.floor(performance.now())}`;
  const body = { token: world.state.secrets.verificationToken, challenge, type: 'url_verification' };
  const parcel: Parcel = { kind: 'events_api', body };
  const reply = await postParcel(
    world.delivery.requestUrl,
    world.state.secrets.signingSecret,
    parcel,
    world.ackLimitMs,
  );
  const answer = reply.ok ? (reply.payload.challenge ?? reply.payload.text) : undefined;
  world.requestUrlAnswers = answer === challenge;
  return world.requestUrlAnswers;
}
