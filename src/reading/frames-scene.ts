import type { Category } from '../domain/complaint.ts';
import { type Frame, framesOf } from './frames.ts';
import { SALES_SCENES } from './scenes-sales.ts';
import { SERVICE_SCENES } from './scenes-service.ts';
import { WORKSHOP_SCENES } from './scenes-workshop.ts';

/** Scenes: the thing, the process it stands in and what happened to it, in any order and across clauses. */
export type Scenes = Partial<Record<Category, Parameters<typeof framesOf>[1]>>;

const SCENES: Scenes = { ...WORKSHOP_SCENES, ...SALES_SCENES, ...SERVICE_SCENES };

/** The scenes of a category. */
export const scenesOf = (category: Category | undefined): readonly Frame[] =>
  category === undefined ? [] : framesOf(category, SCENES[category] ?? []);
