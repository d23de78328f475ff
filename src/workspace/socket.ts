import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { randomId, secret } from './ids.ts';
import type { Parcel, Reply } from './parcel.ts';
import type { Json } from './state.ts';

interface Connection {
  id: string;
  socket: WebSocket;
  /** Told to go; gets nothing new. */
  leaving: boolean;
}

interface Waiting {
  connection: Connection;
  settle: (reply: Reply) => void;
}

/** Why the workspace ends a socket: Slack's two words, or a cable pulled out. */
export type DisconnectReason = 'refresh_requested' | 'warning' | 'abrupt';

const pingEveryMs = 10_000;
const farewellMs = 1_000;
// How long Slack lets a connection stand after telling it to go.
const graceMs = 10_000;

/** Slack's side of Socket Mode: hello, envelopes, acks, pings, and the order to reconnect. */
export class SocketHub {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly connections: Connection[] = [];
  private readonly waiting = new Map<string, Waiting>();
  private readonly tickets = new Set<string>();
  private readonly report: (name: string, note: string) => void;
  private readonly appId: string;
  private next = 0;
  private readonly pinger: NodeJS.Timeout;

  constructor(appId: string, report: (name: string, note: string) => void) {
    this.appId = appId;
    this.report = report;
    this.pinger = setInterval(() => {
      for (const { socket } of this.connections) if (socket.readyState === socket.OPEN) socket.ping('local');
    }, pingEveryMs);
    this.pinger.unref();
  }

  /** A single-use ticket for one connection (apps.connections.open). */
  ticket(): string {
    const ticket = secret();
    this.tickets.add(ticket);
    return ticket;
  }

  get live(): number {
    return this.usable().length;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://local').searchParams.get('ticket') ?? '';
    if (!this.tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    this.server.handleUpgrade(request, socket, head, (ws) => this.welcome(ws));
  }

  private welcome(socket: WebSocket): void {
    const connection: Connection = { id: randomId('L', 6), socket, leaving: false };
    this.connections.push(connection);
    socket.on('message', (data) => this.hear(data));
    socket.on('close', () => this.lose(connection));
    socket.on('error', (error) => this.report('error', error.message));
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.live,
        debug_info: { host: 'local', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: this.appId },
      }),
    );
    this.report('hello', `${connection.id}, ${this.live} open`);
  }

  private hear(data: RawData): void {
    let ack: { envelope_id?: unknown; payload?: unknown };
    try {
      ack = JSON.parse(data.toString());
    } catch {
      this.report('error', 'the app sent something that is not JSON');
      return;
    }
    const waiting = this.waiting.get(String(ack.envelope_id));
    if (!waiting) {
      this.report('late_ack', `envelope ${String(ack.envelope_id)} is no longer waited for`);
      return;
    }
    const payload = typeof ack.payload === 'object' && ack.payload !== null ? (ack.payload as Json) : {};
    waiting.settle({ ok: true, payload });
  }

  private lose(connection: Connection): void {
    const at = this.connections.indexOf(connection);
    if (at >= 0) this.connections.splice(at, 1);
    for (const waiting of [...this.waiting.values()]) {
      if (waiting.connection !== connection) continue;
      waiting.settle({
        ok: false,
        reason: 'connection_failed',
        noRetry: false,
        note: 'the socket closed before the ack',
      });
    }
    this.report('close', `${connection.id}, ${this.live} left`);
  }

  private usable(): Connection[] {
    return this.connections.filter((c) => !c.leaving && c.socket.readyState === c.socket.OPEN);
  }

  /** Sends to one connection, in turn, and waits for its ack no longer than `limitMs`. */
  send(parcel: Parcel, limitMs: number): Promise<Reply> {
    const usable = this.usable();
    const connection = usable[this.next++ % Math.max(1, usable.length)];
    if (!connection) {
      return Promise.resolve({ ok: false, reason: 'connection_failed', noRetry: false, note: 'no socket is open' });
    }
    const envelopeId = crypto.randomUUID();
    return new Promise((resolve) => {
      const settle = (reply: Reply): void => {
        clearTimeout(timer);
        this.waiting.delete(envelopeId);
        resolve(reply);
      };
      const timer = setTimeout(
        () => settle({ ok: false, reason: 'http_timeout', noRetry: false, note: `no ack in ${limitMs} ms` }),
        limitMs,
      );
      this.waiting.set(envelopeId, { connection, settle });
      connection.socket.send(JSON.stringify(envelope(envelopeId, parcel)));
    });
  }

  disconnect(reason: DisconnectReason): void {
    for (const connection of [...this.connections]) {
      connection.leaving = true;
      if (reason === 'abrupt') connection.socket.terminate();
      else {
        connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }));
        setTimeout(() => connection.socket.close(), graceMs).unref();
      }
    }
    this.report('disconnect', reason);
  }

  /** Says goodbye and lets each app end its own close handshake; cuts the line only of those who do not. */
  async close(): Promise<void> {
    clearInterval(this.pinger);
    for (const waiting of [...this.waiting.values()]) {
      waiting.settle({ ok: false, reason: 'connection_failed', noRetry: true, note: 'the workspace stopped' });
    }
    const gone = this.connections.map(
      ({ socket }) =>
        new Promise<void>((resolve) =>
          socket.readyState === socket.CLOSED ? resolve() : socket.once('close', () => resolve()),
        ),
    );
    for (const { socket } of this.connections) if (socket.readyState === socket.OPEN) socket.close(1001);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, farewellMs);
    });
    await Promise.race([Promise.all(gone), late]);
    clearTimeout(timer);
    for (const { socket } of this.connections) socket.terminate();
    this.server.close();
  }
}

function envelope(envelopeId: string, parcel: Parcel): Json {
  const base = {
    envelope_id: envelopeId,
    payload: parcel.body,
    type: parcel.kind,
    accepts_response_payload: parcel.kind !== 'events_api',
  };
  if (parcel.kind !== 'events_api') return base;
  return { ...base, retry_attempt: parcel.retry?.attempt ?? 0, retry_reason: parcel.retry?.reason ?? '' };
}
