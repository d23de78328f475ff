import { z } from 'zod';

const object = z.record(z.string(), z.unknown());
const manifestSchema = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(object).default([]) }),
  settings: z.looseObject({ event_subscriptions: object, interactivity: object }),
});

/** Where the app listens for everything Slack sends over HTTP; Bolt's default. */
const PATH = '/slack/events';

/**
 * The manifest for Slack over HTTP instead of Socket Mode: the same app, with the address of this server (`https://desk.example.com`)
 * wherever Slack asks for one. Throws when the address is not https.
 */
export function httpManifest(manifest: unknown, baseUrl: string): Record<string, unknown> {
  const base = new URL(baseUrl);
  if (base.protocol !== 'https:') throw new Error(`Slack sends events to https addresses only, not to ${baseUrl}`);
  const url = new URL(PATH, base).href;
  const parsed = manifestSchema.parse(manifest);
  return {
    ...parsed,
    features: {
      ...parsed.features,
      slash_commands: parsed.features.slash_commands.map((command) => ({ ...command, url })),
    },
    settings: {
      ...parsed.settings,
      event_subscriptions: { request_url: url, ...parsed.settings.event_subscriptions },
      interactivity: { ...parsed.settings.interactivity, request_url: url },
      socket_mode_enabled: false,
    },
  };
}
