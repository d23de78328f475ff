import { z } from 'zod';
import type { FoundTrigger, Trigger } from './complaint.ts';
import type { PersonId, PlaceRef } from './ids.ts';

/** 潜伏期, 爆发期, 后遗症期, 善后期 (domain.md §1.7, S3), in their order; `over` ends the file. */
export const CRISIS_PHASES = ['latent', 'outbreak', 'aftermath', 'settling', 'over'] as const;
export type CrisisPhase = (typeof CRISIS_PHASES)[number];

/** The five impact questions 危机影响值 (S3). */
export const IMPACT_QUESTIONS = ['tension', 'attention', 'operations', 'reputation', 'profit'] as const;
export type ImpactQuestion = (typeof IMPACT_QUESTIONS)[number];
export const PROBABILITIES = ['low', 'medium', 'high'] as const;
export type Probability = (typeof PROBABILITIES)[number];

/** The six steps of the procedure (S3). */
export const CRISIS_STEPS = ['assess', 'team', 'plan', 'negotiate', 'media', 'report'] as const;
export type CrisisStep = (typeof CRISIS_STEPS)[number];

export const impactSchema = z
  .object({ yes: z.array(z.enum(IMPACT_QUESTIONS)), probability: z.enum(PROBABILITIES) })
  .readonly();
export type Impact = z.infer<typeof impactSchema>;

/** A statement to the public: written by somebody, released by a named person, never by the desk. */
export interface Statement {
  readonly id: string;
  readonly text: string;
  readonly draftedBy: PersonId | null;
  readonly draftedAt: string;
  readonly releasedBy: PersonId | null;
  readonly releasedAt: string | null;
}

/** The crisis file of a case (domain.md §1.7). Records and informs; nothing in it acts on its own. */
export interface Crisis {
  readonly phase: CrisisPhase;
  /** Every phase it was in, oldest first. */
  readonly log: readonly {
    readonly phase: CrisisPhase;
    readonly at: string;
    readonly by: PersonId | null;
    readonly reason: string;
  }[];
  /** Open once the impact or a trigger says so; before that it is only watched. */
  readonly openedAt: string | null;
  readonly impact: Impact | null;
  readonly team: readonly PersonId[];
  readonly room: PlaceRef | null;
  readonly steps: readonly {
    readonly step: CrisisStep;
    readonly owner: PersonId | null;
    readonly doneAt: string | null;
  }[];
  readonly media: readonly {
    readonly at: string;
    readonly by: PersonId | null;
    readonly outlet: string;
    readonly text: string;
  }[];
  readonly statements: readonly Statement[];
}

const OPENS: ReadonlySet<Trigger> = new Set(['media', 'police', 'injury']);

/** What words do to the crisis file: press, police or an injury open it, a threat has it watched (domain.md §1.7, ours). */
export function crisisCalledFor(
  triggers: readonly FoundTrigger[],
): { readonly how: 'open' | 'watch'; readonly quote: string } | null {
  const opens = triggers.find((t) => OPENS.has(t.trigger));
  if (opens) return { how: 'open', quote: opens.quote };
  const threat = triggers.find((t) => t.trigger === 'threat');
  return threat ? { how: 'watch', quote: threat.quote } : null;
}

/** Three yes are a crisis (domain.md §1.7, ours). */
export const isCrisis = (impact: Impact): boolean => impact.yes.length >= 3;

/** A file that only watches. */
export const watched = (phase: CrisisPhase, at: string, by: PersonId | null, reason: string): Crisis => ({
  phase,
  log: [{ phase, at, by, reason }],
  openedAt: null,
  impact: null,
  team: [],
  room: null,
  steps: CRISIS_STEPS.map((step) => ({ step, owner: null, doneAt: null })),
  media: [],
  statements: [],
});
