import type { Case } from '../../src/domain/case.ts';
import { type ComplaintReading, NO_FACTS, type Reading } from '../../src/domain/complaint.ts';
import type { ChatUserRef, FileRef, MessageRef, PersonId, PlaceRef } from '../../src/domain/ids.ts';
import type { Intake } from '../../src/domain/message.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.ts';
import { receiveMessage } from '../../src/flows/receive-message.ts';
import { claimJobs, type JobReport, runJob } from '../../src/flows/run-jobs.ts';
import type { Chat, Ports, ShowOutcome, WrittenMessage } from '../../src/ports.ts';
import { readByRules } from '../../src/reading/rules.ts';
import { createFakeModels, type FakeModels } from '../fakes/models.ts';
import { createFakeStores } from '../fakes/stores.ts';

/** How a PNG begins: every file of the fake chat is a picture. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export const CHANNEL = 'place:complaints' as PlaceRef;
export const MAJOR = 'place:major' as PlaceRef;

/** A reading with one complaint (or as many as given), for flows that do not care how it was read. */
export const complaint = (more: Partial<ComplaintReading> = {}): ComplaintReading => ({
  text: '等太久',
  summary: '等太久',
  category: { value: 'waiting_time', quote: '等太久', by: 'rule', sureness: 'stated' },
  subcategory: null,
  secondaryCategories: [],
  severity: 'general',
  triggers: [],
  customerType: 'unknown',
  facts: NO_FACTS,
  vinCheckDigitOk: true,
  malformedVin: null,
  promises: [],
  ...more,
});

export const reading = (more: Partial<Reading> = {}): Reading => ({
  verdict: 'complaint',
  reason: 'dissatisfaction',
  evidence: ['等太久'],
  relation: 'new',
  complaints: more.verdict && more.verdict !== 'complaint' ? [] : [complaint()],
  instructions: [],
  ask: [],
  reader: 'test-1',
  ...more,
});

/** What the chat was asked to show, in order. */
export interface Shown {
  readonly what: 'case' | 'approval' | 'report' | 'crisis' | 'digest' | 'notice';
  readonly ref: MessageRef;
  readonly status?: string;
  readonly notice?: Notice;
  readonly to?: string;
}

/** A desk of fakes: Maps for stores, a chat that writes down what it shows, a reader that says what the test wants. */
export interface FakeDesk {
  readonly ports: Ports;
  readonly said: Shown[];
  readonly seen: MessageRef[];
  /** The reading of a text; set it before posting. */
  readonly readings: Map<string, Reading>;
  /** How texts are read that no reading was set for: as one complaint each, or by the real rules. */
  reads: 'complaints' | 'rules';
  /** Accounts that the chat says were deactivated. */
  readonly gone: Set<ChatUserRef>;
  /** No model is set up until `set` is given. */
  readonly models: FakeModels;
  /** What the chat remembers of a place, of a direct message (`dm:<account>`), or of a thread. */
  readonly history: Map<string, readonly WrittenMessage[]>;
  /** Overrides the next outcomes of showing, oldest first. */
  readonly outcomes: ShowOutcome[];
  clock: Date;
  person(name: string, role: Role | null): Promise<Person>;
  post(
    text: string,
    more?: {
      intake?: Intake;
      root?: MessageRef;
      author?: Person;
      place?: PlaceRef;
      files?: readonly { ref: FileRef; name: string; mimetype: string; size: number }[];
    },
  ): Promise<MessageRef>;
  /** Runs jobs until none is due. */
  work(): Promise<JobReport[]>;
  cases(): Promise<readonly Case[]>;
}

export const notices = (desk: FakeDesk): string[] => desk.said.flatMap((s) => (s.notice ? [s.notice.kind] : []));

function fakeChat(desk: Pick<FakeDesk, 'said' | 'seen' | 'outcomes' | 'gone' | 'history'>): Chat {
  const { gone } = desk;
  let shown = 0;
  const show = (entry: Omit<Shown, 'ref'>, at: MessageRef | null): ShowOutcome => {
    const planned = desk.outcomes.shift();
    if (planned && planned.type !== 'shown') return planned;
    const ref = at ?? (`card:${++shown}` as MessageRef);
    desk.said.push({ ...entry, ref });
    return { type: 'shown', ref };
  };
  return {
    showCase: async (card, at) => show({ what: 'case', status: card.case.status }, at.shown),
    showApproval: async (card, at) => show({ what: 'approval', status: card.proposal.state }, at.shown),
    showReport: async (card, at) => show({ what: 'report', status: card.report.sentAt ? 'sent' : 'draft' }, at.shown),
    showCrisis: async (card, at) => show({ what: 'crisis', status: card.crisis.phase }, at.shown),
    sendDigest: async (page, place) => show({ what: 'digest', status: page.kind, to: place }, null),
    openRoom: async (name) => `room:${name}` as PlaceRef,
    say: async (notice, to) => show({ what: 'notice', notice, to: JSON.stringify(to) }, null),
    markSeen: async (message) => void desk.seen.push(message),
    profile: async (user) => ({ name: user.replace('user:', ''), email: null, active: !gone.has(user) }),
    userByEmail: async () => null,
    userById: (id) => id as ChatUserRef,
    writtenIn: async (place) => ({ type: 'messages', messages: desk.history.get(place) ?? [] }),
    writtenUnder: async (root) => ({ type: 'messages', messages: desk.history.get(root) ?? [] }),
    directPlace: async (user) => `dm:${user}` as PlaceRef,
    download: async (file) => {
      if (file.includes('gone')) return { type: 'gone' };
      return { type: 'content', content: new Uint8Array([...PNG, ...new TextEncoder().encode(file)]) };
    },
  };
}

export async function openDesk(policy: Policy = DEFAULT_POLICY, admins: readonly string[] = []): Promise<FakeDesk> {
  let ids = 0;
  let messages = 0;
  const said: Shown[] = [];
  const seen: MessageRef[] = [];
  const outcomes: ShowOutcome[] = [];
  const gone = new Set<ChatUserRef>();
  const history = new Map<string, readonly WrittenMessage[]>();
  const models = createFakeModels();
  const readings = new Map<string, Reading>();
  const ports: Ports = {
    ...createFakeStores(),
    clock: { now: () => desk.clock, newId: () => `id-${++ids}` },
    policies: { current: () => policy, of: () => policy, admins: () => admins },
    chat: fakeChat({ said, seen, outcomes, gone, history }),
    models,
    reader: {
      read: async (input) => readings.get(input.text) ?? (desk.reads === 'rules' ? readByRules(input) : reading()),
    },
  };
  const desk: FakeDesk = {
    ports,
    said,
    seen,
    readings,
    reads: 'complaints',
    outcomes,
    gone,
    history,
    models,
    clock: new Date('2026-11-16T01:05:00Z'),
    person: (name, role) =>
      ports.people.save(`person-${name}` as PersonId, {
        name,
        role,
        department: null,
        isAdmin: false,
        chatUser: `user:${name}` as ChatUserRef,
        email: null,
      }),
    post: async (text, more = {}) => {
      const ref = `message:${++messages}` as MessageRef;
      const author = more.author?.chatUser ?? ('user:小李' as ChatUserRef);
      const message = {
        ref,
        place: more.place ?? CHANNEL,
        root: more.root ?? ref,
        author,
        text,
        postedAt: desk.clock.toISOString(),
        files: more.files ?? [],
        intake: more.intake ?? 'channel',
      };
      await receiveMessage(ports, { key: `event:${ref}`, at: desk.clock, incoming: { type: 'posted', message } });
      await desk.work();
      return ref;
    },
    work: async () => {
      const reports: JobReport[] = [];
      for (;;) {
        const jobs = await claimJobs(ports, 10);
        if (jobs.length === 0) return reports;
        for (const job of jobs) reports.push(await runJob(ports, job));
      }
    },
    cases: () => ports.cases.list({}),
  };
  await ports.places.mark(CHANNEL, 'complaints', desk.clock);
  await ports.places.mark(MAJOR, 'major', desk.clock);
  return desk;
}
