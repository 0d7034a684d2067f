import type { JSX } from "hono/jsx/jsx-runtime";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { BulletinImage } from "../../../core/letter/images/image.ts";
import { shownSize } from "../../../core/letter/images/image-id.ts";
import type { ImageUse } from "../../../steps/editions/images/drop-image.ts";
import { Banner } from "../../kit/banner.tsx";
import type { EditorsRoom } from "../../kit/editors-room.ts";
import { ErrorSummary, type FieldProblem, TextField } from "../../kit/fields.tsx";
import { Layout, May } from "../../kit/layout.tsx";

type Props = {
  readonly room: EditorsRoom;
  readonly bulletin: Bulletin;
  readonly image: BulletinImage;
  readonly use: ImageUse | undefined;
  /** What has just been done. */
  readonly saved: string | undefined;
  readonly alt: string;
  readonly problems: readonly FieldProblem[];
};

const done: Readonly<Record<string, string>> = {
  new: "The image is added.",
  known: "This bulletin has this image already. Here it is.",
  words: "The text is saved.",
};

const uses: Readonly<Record<ImageUse, string>> = {
  "in-a-letter": "A letter shows it, and so does the archive. So it cannot be deleted.",
  "in-the-settings":
    "It is the logo or a signature. To delete the image, first take it out of the settings.",
  "in-an-entry": "An entry uses it. To delete the image, first take it out of the entry.",
};

/** One image: the line that shows it, the words for it, and its deletion. */
export function OneImagePage(props: Props): JSX.Element {
  const { room, bulletin, image, use, saved, problems } = props;
  const all = `/bulletins/${bulletin.id}/images`;
  const here = `${all}/${image.id}`;
  const banner = saved === undefined ? undefined : done[saved];
  return (
    <Layout
      frame={room.frame}
      title={`${problems.length > 0 ? "Error: " : ""}${image.alt}`}
      back={{ href: all, text: `Images of ${bulletin.name}` }}
    >
      <ErrorSummary problems={problems} />
      {banner !== undefined && problems.length === 0 && <Banner>{banner}</Banner>}
      <h1 class="govuk-heading-l dc-wrap">
        <bdi>{image.alt}</bdi>
      </h1>
      <p>
        <img
          class="dc-image__whole"
          src={`${room.pipeline.siteUrl}/images/${image.id}`}
          alt={image.alt}
          {...shownSize(image.id, 552, 700)}
        />
      </p>
      <div class="govuk-form-group">
        <label class="govuk-label govuk-label--s" for="line">
          To show it, put this line into an entry
        </label>
        <div id="line-hint" class="govuk-hint">
          Leave a blank line above and below it. Change the words in the square brackets if they do
          not fit.
        </div>
        <input
          class="govuk-input"
          id="line"
          type="text"
          readonly
          value={`![${image.alt.replace(/[[\]\\]/g, "")}](${image.id})`}
          aria-describedby="line-hint"
        />
      </div>
      <May permission="write" on={bulletin.id}>
        <form action={here} method="post" novalidate>
          <TextField
            name="alt"
            label="What the image shows"
            hint="Letters that are written already keep their words."
            value={props.alt}
            problems={problems}
          />
          <button type="submit" class="govuk-button govuk-button--secondary">
            Save the text
          </button>
        </form>
        <h2 class="govuk-heading-m" id="use">
          Delete
        </h2>
        {use === undefined ? (
          <form action={`${here}/delete`} method="post">
            <p class="govuk-body">No letter and no entry uses it. You cannot undo this.</p>
            <button type="submit" class="govuk-button govuk-button--warning">
              Delete the image
            </button>
          </form>
        ) : (
          <p class="govuk-body">{uses[use]}</p>
        )}
      </May>
    </Layout>
  );
}
