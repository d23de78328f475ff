/** Calls a minute in each of Slack's tiers; the burst is one minute's worth. */
export const tierPerMinute = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, free: Number.POSITIVE_INFINITY } as const;

type Tier = keyof typeof tierPerMinute | 'connections' | 'posting';

/** Every method the workspace knows, with the tier Slack's documentation gives it. */
export const methodTiers = {
  'apps.connections.open': 'connections',
  'auth.test': 'free',
  'bots.info': 'tier3',
  'chat.delete': 'tier3',
  'chat.deleteScheduledMessage': 'tier3',
  'chat.getPermalink': 'free',
  'chat.postEphemeral': 'tier4',
  'chat.postMessage': 'posting',
  'chat.scheduleMessage': 'tier3',
  'chat.scheduledMessages.list': 'tier3',
  'chat.update': 'tier3',
  'conversations.archive': 'tier2',
  'conversations.create': 'tier2',
  'conversations.history': 'tier3',
  'conversations.info': 'tier3',
  'conversations.invite': 'tier3',
  'conversations.join': 'tier3',
  'conversations.kick': 'tier3',
  'conversations.leave': 'tier3',
  'conversations.list': 'tier2',
  'conversations.mark': 'tier3',
  'conversations.members': 'tier4',
  'conversations.open': 'tier3',
  'conversations.rename': 'tier2',
  'conversations.replies': 'tier3',
  'conversations.setPurpose': 'tier2',
  'conversations.setTopic': 'tier2',
  'files.completeUploadExternal': 'tier4',
  'files.delete': 'tier3',
  'files.getUploadURLExternal': 'tier4',
  'files.info': 'tier4',
  'pins.add': 'tier2',
  'pins.list': 'tier2',
  'pins.remove': 'tier2',
  'reactions.add': 'tier3',
  'reactions.get': 'tier3',
  'reactions.remove': 'tier2',
  'team.info': 'tier3',
  'users.conversations': 'tier3',
  'users.getPresence': 'tier3',
  'users.info': 'tier4',
  'users.list': 'tier2',
  'users.lookupByEmail': 'tier3',
  'users.profile.get': 'tier4',
  'views.open': 'tier4',
  'views.publish': 'tier4',
  'views.push': 'tier4',
  'views.update': 'tier4',
} as const satisfies Record<string, Tier>;

/** A method the workspace answers. */
export type MethodName = keyof typeof methodTiers;

// chat.postMessage: one a second in a channel, and a short burst is let through. Opening sockets: tier 1, with room for a fleet's start.
const special = { posting: { burst: 5, perMinute: 60 }, connections: { burst: 20, perMinute: 20 } };

/** Slack's tiers as leaky buckets on the workspace's clock; chat.postMessage has one bucket per channel. */
export class RateLimits {
  private readonly buckets = new Map<string, { left: number; at: number }>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** 0 when the call may pass, else the seconds to wait. */
  take(method: MethodName, channel: string): number {
    const tier: Tier = methodTiers[method];
    if (tier === 'free') return 0;
    const plain = tier === 'posting' || tier === 'connections' ? undefined : tierPerMinute[tier];
    const { burst, perMinute } =
      plain === undefined ? special[tier as keyof typeof special] : { burst: plain, perMinute: plain };
    const key = tier === 'posting' ? `${method} ${channel}` : method;
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { left: burst, at: now };
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) * perMinute) / 60_000);
    bucket.at = now;
    this.buckets.set(key, bucket);
    if (bucket.left < 1) return Math.max(1, Math.ceil(((1 - bucket.left) * 60) / perMinute));
    bucket.left -= 1;
    return 0;
  }
}
