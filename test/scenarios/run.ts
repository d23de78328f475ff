import { playStory } from './play.ts';
import { endLine, stepLines } from './print.ts';
import { StepFault } from './stage.ts';
import { loadStory, type Story, StoryFault } from './story.ts';

// npm run scenario -- FILE [FILE …]: plays timed stories through the real app. Exits 1 at the first that fails.

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** All files are read before anything is played, so that a slip in the last does not cost the time of the others. */
function storiesOf(files: readonly string[]): readonly Story[] {
  if (files.length === 0) throw new StoryFault(['Name the stories to play: npm run scenario -- FILE [FILE …]']);
  return files.map(loadStory);
}

async function main(files: readonly string[]): Promise<boolean> {
  for (const story of storiesOf(files)) {
    say(`\n${story.name}  (${story.file}, from ${story.start})\n`);
    const began = performance.now();
    const report = await playStory(story, (step) => stepLines(step, story.file).forEach(say));
    say(`\n${endLine(report)}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
    if (!report.ok) return false;
  }
  return true;
}

main(process.argv.slice(2)).then(
  (ok) => process.exit(ok ? 0 : 1),
  (error) => {
    process.stderr.write(
      `${error instanceof StoryFault || error instanceof StepFault ? error.message : (error?.stack ?? error)}\n`,
    );
    process.exit(1);
  },
);
