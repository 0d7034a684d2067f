import { previewOf } from "../../../functions/core/bulletins/edition.ts";
import type { Finding } from "../../../functions/core/writing/finding.ts";
import { sayBudget } from "../../../functions/mail/letter-findings.ts";
import {
  namesOfTemplates,
  readTemplate,
  type Template,
  templateNamed,
} from "../../../functions/mail/template.ts";
import { renderEntries, type Unfit } from "../../../functions/steps/editions/draft-edition.ts";
import { type ExampleLetter, exampleArchive, exampleDay, readExamples } from "./example-letters.ts";

/** An example in one template. */
export type SeenExample = {
  readonly name: string;
  readonly subject: string;
  readonly from: string;
  readonly html: string;
  readonly text: string;
  readonly language: string;
  /** "9 kB of the 102 kB that Gmail shows". */
  readonly budget: string;
  readonly findings: readonly Finding[];
};
export type UnseenExample = { readonly name: string; readonly problems: readonly string[] };

export type Previewed = {
  readonly templates: readonly string[];
  /** The names of the examples. */
  readonly letters: readonly string[];
  readonly show: (template: string, letter: string) => Promise<SeenExample | UnseenExample>;
};

export type Directories = { readonly templates: string; readonly letters: string };

/** Reads the templates and the examples. Throws if a directory is missing. */
export async function readPreviewed(directories: Directories): Promise<Previewed> {
  const [template, examples] = await Promise.all([
    readTemplate(directories.templates),
    readExamples(directories.letters),
  ]);
  const shown = new Map<string, Promise<SeenExample | UnseenExample>>();
  return {
    templates: namesOfTemplates(template),
    letters: examples.map(({ name }) => name),
    show: (templateName, letter) => {
      const key = `${templateName}/${letter}`;
      const showing =
        shown.get(key) ??
        showExample(
          templateNamed(template, templateName),
          examples.find(({ name }) => name === letter) ?? {
            kind: "unreadable",
            name: letter,
            problems: ["There is no such letter."],
          },
        );
      shown.set(key, showing);
      return showing;
    },
  };
}

async function showExample(
  template: Template,
  example: ExampleLetter,
): Promise<SeenExample | UnseenExample> {
  const { name } = example;
  if (example.kind === "unreadable") return example;
  const { entries } = example;
  const bulletin = { ...example.bulletin, template: undefined };
  const draft = await renderEntries(
    { bulletin, entries, slot: exampleDay, address: exampleArchive },
    template,
  );
  if (draft.kind !== "draft") return { name, problems: [sayUnfit(draft)] };
  const { subject, html, language } = draft.content;
  const preview = previewOf(draft.content);
  return {
    name,
    subject,
    from: bulletin.sender.from,
    html: preview.html,
    text: preview.text,
    language,
    budget: sayBudget(html),
    findings: draft.findings,
  };
}

/** A template's error is on one line, as editors and terminals link it. */
function sayUnfit(unfit: Unfit): string {
  return unfit.kind === "template-error"
    ? `templates/${unfit.file}:${unfit.line}: ${unfit.message}`
    : `The letter lacks: ${unfit.missing.join(", ")}.`;
}
