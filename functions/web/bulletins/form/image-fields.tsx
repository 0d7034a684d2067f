import type { JSX } from "hono/jsx/jsx-runtime";
import type { BulletinImage } from "../../../core/letter/images/image.ts";
import { type Choice, SelectField } from "../../kit/choice-fields.tsx";
import type { StepProps } from "./name-fields.tsx";
import { one } from "./typed.ts";

/** The logo, from the images of the bulletin. */
export function LogoFields({
  typed,
  problems,
  images,
  here,
}: StepProps & {
  readonly images: readonly BulletinImage[];
  /** The path of the bulletin's pages. */
  readonly here: string;
}): JSX.Element {
  const field = (name: string) => ({ name, value: one(typed, name), problems });
  if (images.length === 0 && one(typed, "logo") === "")
    return (
      <p class="govuk-body">
        Letters begin with the organisation’s name. For a logo, first{" "}
        <a class="govuk-link" href={`${here}/images`}>
          add an image
        </a>
        .
      </p>
    );
  return (
    <>
      <SelectField
        {...field("logo")}
        label="Logo (optional)"
        hint="It stands above each letter, at most 72 pixels high. Its words are the organisation’s name."
        choices={choicesOf(images, "No logo: the organisation’s name", one(typed, "logo"))}
      />
      <SelectField
        {...field("logo_dark")}
        label="Logo on a dark page (optional)"
        hint="For people who read in dark mode. Without it, the logo has a white ground there."
        choices={choicesOf(images, "The same logo", one(typed, "logo_dark"))}
      />
    </>
  );
}

/** The image of a signatory's signature; nothing if the bulletin has no images. */
export function SignatureField({
  name,
  typed,
  problems,
  images,
}: StepProps & {
  readonly name: string;
  readonly images: readonly BulletinImage[];
}): JSX.Element {
  const value = one(typed, name);
  // What the form does not show is lost when it is saved.
  if (images.length === 0) return <input type="hidden" name={name} value={value} />;
  return (
    <SelectField
      name={name}
      label="Image of the signature (optional)"
      hint="It stands above the name."
      problems={problems}
      value={value}
      choices={choicesOf(images, "No image", value)}
    />
  );
}

function choicesOf(images: readonly BulletinImage[], none: string, chosen: string): Choice[] {
  const isGone = chosen !== "" && images.every(({ id }) => id !== chosen);
  return [
    { value: "", text: none },
    ...images.map(({ id, alt, file }) => ({ value: id, text: file ? `${alt} (${file})` : alt })),
    ...(isGone ? [{ value: chosen, text: `An image that was deleted (${chosen})` }] : []),
  ];
}
