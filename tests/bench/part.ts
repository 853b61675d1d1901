import type { Choices } from './choices';
import type { Site } from './site';

/** What every part gets: the two extensions' folders, the site, and what was chosen on the command line. */
export type Stage = { xenon: string; echo: string; site: Site; choices: Choices };

/** One part of the benchmark: what it measures, and how that reads. */
export type Part<Figures> = {
  /** What `--only` and build/bench.json call it. */
  name: string;
  /** Said while it is measured. */
  about(choices: Choices): string;
  measure(stage: Stage): Promise<Figures>;
  report(figures: Figures): string;
};

export type Measured = { name: string; figures: unknown; text: string };

/** A part of which only the name is still of interest. */
export type RunnablePart = { name: string; run(stage: Stage): Promise<Measured> };

export function runnable<Figures>({ name, about, measure, report }: Part<Figures>): RunnablePart {
  return {
    name,
    async run(stage) {
      console.log(`${about(stage.choices)} ...`);
      const figures = await measure(stage);
      return { name, figures, text: report(figures) };
    },
  };
}
