import { z } from 'zod';

const shortcut = z.object({
  name: z.string().min(1).max(24),
  type: z.enum(['message', 'global']),
  callback_id: z.string().min(1).max(255),
  description: z.string().default(''),
});

const slashCommand = z.object({
  command: z.string().regex(/^\/[^\s/]{1,31}$/, 'a command starts with one slash and has no spaces'),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
});

const schema = z.object({
  display_information: z.object({ name: z.string().min(1).max(35) }),
  features: z
    .object({
      app_home: z
        .object({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(true),
          messages_tab_read_only_enabled: z.boolean().default(false),
        })
        .optional(),
      bot_user: z.object({ display_name: z.string().min(1).max(80) }).optional(),
      shortcuts: z.array(shortcut).default([]),
      slash_commands: z.array(slashCommand).default([]),
    })
    .default({ shortcuts: [], slash_commands: [] }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).default([]) }) }),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional(),
      interactivity: z.object({ is_enabled: z.boolean() }).optional(),
    })
    .default({}),
});

/** What the workspace enforces of an app's manifest. */
export interface AppManifest {
  appName: string;
  botName: string;
  scopes: ReadonlySet<string>;
  events: ReadonlySet<string>;
  /** `escapes`: names in the text reach the app as references. */
  commands: { command: string; description: string; usageHint: string; escapes: boolean }[];
  shortcuts: { name: string; type: 'message' | 'global'; callbackId: string }[];
  hasHome: boolean;
  takesMessages: boolean;
  messagesReadOnly: boolean;
  interactive: boolean;
}

/** Reads Slack's manifest JSON; throws one Error that names every fault and where it is. */
export function readManifest(raw: unknown): AppManifest {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `/${issue.path.join('/')} ${issue.message}`);
    throw new Error(`The app manifest is not valid:\n  ${faults.join('\n  ')}`);
  }
  const { display_information, features, oauth_config, settings } = parsed.data;
  return {
    appName: display_information.name,
    botName: features.bot_user?.display_name ?? display_information.name,
    scopes: new Set(oauth_config.scopes.bot),
    events: new Set(settings.event_subscriptions?.bot_events ?? []),
    commands: features.slash_commands.map((c) => ({
      command: c.command,
      description: c.description,
      usageHint: c.usage_hint,
      escapes: c.should_escape,
    })),
    shortcuts: features.shortcuts.map((s) => ({ name: s.name, type: s.type, callbackId: s.callback_id })),
    hasHome: features.app_home?.home_tab_enabled ?? false,
    takesMessages: features.app_home?.messages_tab_enabled ?? true,
    messagesReadOnly: features.app_home?.messages_tab_read_only_enabled ?? false,
    interactive: settings.interactivity?.is_enabled ?? false,
  };
}
