import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";

/**
 * The files that take longest, longest first. They begin first, so that none of them is what all wait
 * for in the end. Of the others the larger file begins first. Only the order depends on this list.
 */
const longest = [
  "tests/faults/campaign.test.ts",
  "tests/faults/command/command-campaign.test.ts",
  "tests/infra/letter/killed-letter.test.ts",
  "tests/infra/letter/waiting.test.ts",
  "tests/infra/letter/unconfirmed.test.ts",
  "tests/infra/letter/interrupted.test.ts",
  "tests/infra/doctor/doctor-faults.test.ts",
  "tests/infra/directory-lock.test.ts",
  "tests/infra/start.test.ts",
  "tests/benchmarks/units.test.ts",
  "tests/infra/bundles.test.ts",
  "tests/journeys-in-a-browser.test.ts",
  "tests/pages-in-a-browser.test.ts",
  "tests/infra/cdk/cdk.test.ts",
  "tests/data/dump.test.ts",
  "tests/steps/approval/approve-edition.test.ts",
  "tests/steps/clock/resolve-doubts.test.ts",
  "tests/steps/clock/run-clock.test.ts",
  "tests/steps/sending/send-windows.test.ts",
  "tests/steps/sending/send-batch.test.ts",
  "tests/steps/clock/redrive-edition.test.ts",
  "tests/steps/approval/every-way.test.ts",
];

/** Browsers and processes mostly wait, so they begin before what fills the cores. */
const projects = ["browser", "faults", "quick"];

/** Sorts as Vitest does on a machine that has never run the tests, but for the list above. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    const ranks = new Map(
      bySize.map((file, index) => {
        const listed = longest.findIndex(path => file.moduleId.endsWith(path));
        return [file, listed === -1 ? longest.length + index : listed];
      }),
    );
    const rank = (file: TestSpecification) => ranks.get(file) ?? 0;
    const project = (file: TestSpecification) => projects.indexOf(file.project.name);
    return bySize.toSorted((a, b) => project(a) - project(b) || rank(a) - rank(b));
  }
}
