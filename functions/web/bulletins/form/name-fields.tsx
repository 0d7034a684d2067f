import type { JSX } from "hono/jsx/jsx-runtime";
import type { BulletinImage } from "../../../core/letter/images/image.ts";
import type { List } from "../../../core/people/list.ts";
import { Checkboxes, FieldSet, Radios } from "../../kit/choice-fields.tsx";
import { type FieldProblem, TextArea, TextField } from "../../kit/fields.tsx";
import { sayPeople } from "../../kit/say.ts";
import { maxSignatories } from "./bulletin-form.ts";
import { SignatureField } from "./image-fields.tsx";
import { one, type Typed } from "./typed.ts";

export type StepProps = {
  readonly typed: Typed;
  readonly problems: readonly FieldProblem[];
};

/** Step 1. `isNew`: a bulletin's id never changes. */
export function NameFields({
  typed,
  problems,
  isNew,
}: StepProps & { readonly isNew: boolean }): JSX.Element {
  const field = (name: string) => ({ name, value: one(typed, name), problems });
  return (
    <>
      <TextField {...field("name")} label="Name of the bulletin" hint="For example, Care Weekly" />
      <TextField
        {...field("organisation")}
        label="Organisation"
        hint="The footer of each letter names it."
      />
      {isNew && (
        <TextField
          {...field("id")}
          label="Short name (optional)"
          hint="For web addresses, for example care-weekly. It cannot be changed later. If you leave it empty, we make it from the name."
        />
      )}
      <Radios
        {...field("composition")}
        label="What is an edition?"
        choices={[
          {
            value: "digest",
            text: "Several entries in one letter",
            hint: "Each entry is a section.",
          },
          { value: "letter", text: "One entry, which is a complete letter" },
        ]}
      />
      <TextField
        {...field("language")}
        label="Language"
        hint="A language tag, such as en-GB, en-US or cy. Dates are written in this language."
      />
    </>
  );
}

/** Step 2. `domain`: the only domain that the site may send from. */
export function SenderFields({
  typed,
  problems,
  domain,
  images = [],
}: StepProps & {
  readonly domain: string | undefined;
  /** The images of the bulletin. A new bulletin has none. */
  readonly images?: readonly BulletinImage[];
}): JSX.Element {
  const field = (name: string) => ({ name, value: one(typed, name), problems });
  return (
    <>
      <TextField
        {...field("from")}
        label="Sender"
        hint={
          domain === undefined
            ? "A name and an address, such as Harbour Health Trust <letters@harbour-health.example>"
            : `A name and an address at ${domain}, such as Care Weekly <letters@${domain}>. Amazon SES signs letters from that domain only.`
        }
      />
      <TextField
        {...field("reply_to")}
        label="Reply address (optional)"
        hint="Answers go to this address instead of the sender. It can be at any domain."
      />
      <TextField {...field("salutation")} label="Salutation" hint="For people without their own" />
      <TextField {...field("sign_off")} label="Sign-off" />
      {Array.from({ length: maxSignatories }, (_, index) => index + 1)
        .filter(number => number <= shownSignatories(typed))
        .map(number => (
          <FieldSet legend={number === 1 ? "Who signs" : `Who signs, person ${number} (optional)`}>
            <TextField {...field(`signatory_${number}_name`)} label="Name" />
            <TextField
              {...field(`signatory_${number}_letters`)}
              label="Letters after the name (optional)"
              hint="For example, FRCP"
            />
            <TextArea
              {...field(`signatory_${number}_role`)}
              label="Role (optional)"
              hint="Each line becomes a line below the name."
              rows={2}
            />
            <SignatureField
              name={`signatory_${number}_signature`}
              typed={typed}
              problems={problems}
              images={images}
            />
          </FieldSet>
        ))}
    </>
  );
}

/** Those that are filled in, and one more. */
function shownSignatories(typed: Typed): number {
  for (let number = maxSignatories; number > 0; number--)
    if (one(typed, `signatory_${number}_name`) !== "") return number + 1;
  return 2;
}

/** Step 3. */
export function ListChoice({
  typed,
  problems,
  lists,
  people,
}: StepProps & {
  readonly lists: readonly List[];
  /** The number of people on each list, by its id. Those of long lists are counted by the clock. */
  readonly people: ReadonlyMap<string, number>;
}): JSX.Element {
  const chosen = typed.lists ?? [];
  const known = lists
    .filter(({ id, archivedAt }) => archivedAt === undefined || chosen.includes(id))
    .map(({ id, name, archivedAt }) => {
      const count = people.get(id);
      const notes = [
        ...(archivedAt === undefined ? [] : ["archived"]),
        ...(count === undefined ? [] : [sayPeople(count)]),
      ];
      return { value: id, text: notes.length > 0 ? `${name} (${notes.join(", ")})` : name };
    });
  // A letter from a file has a list of its own, which has no name.
  const others = chosen.filter(id => !known.some(({ value }) => value === id));
  const choices = [...known, ...others.map(id => ({ value: id, text: id }))];
  if (choices.length === 0)
    return (
      <div class="govuk-inset-text">
        There are no lists yet.{" "}
        <a class="govuk-link" href="/lists" target="_blank" rel="noopener">
          Create a list (opens in a new tab)
        </a>
        , then choose Continue.
      </div>
    );
  return (
    <Checkboxes
      name="lists"
      label="Who gets the letters?"
      hint="A person on several lists gets one copy."
      values={chosen}
      problems={problems}
      choices={choices}
    />
  );
}
