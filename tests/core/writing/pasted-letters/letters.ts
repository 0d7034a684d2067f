import type { Part } from "./set-letter.ts";

const paragraph = (text: string): Part => ({ kind: "paragraph", text });
const bullets = (...items: string[]): Part => ({ kind: "bullets", items });
const lines = (...group: string[]): Part => ({ kind: "lines", lines: group });

/** A ministry's kind of letter: lead-ins, lists with points that run over, asides in dashes, years that start lines. */
export const hospitalLetter: readonly Part[] = [
  lines(
    "Northmere University Hospitals NHS Trust",
    "Longbridge House",
    "14 Wharf Road",
    "Northmere NM1 4QT",
  ),
  paragraph("Dear colleague,"),
  paragraph(
    "I am writing to tell you how the Trust has prepared for the coming winter, and what it will ask of you. Last winter – the hardest that many of us can remember – more than 41,000 people came through our emergency departments, and almost one in five of them waited longer than they should have done. That is a hospital-wide concern, and no single ward or team can put it right alone.",
  ),
  paragraph("Since April, we have:"),
  bullets(
    "opened twenty-four beds on Ward 7 and recruited the nurses, therapists and porters who will look after the people in them;",
    "agreed with the ambulance service that crews will wait no longer than 30 minutes to hand a patient over; and",
    "spent £3 million on scanners, so that most results are now back within the hour.",
  ),
  paragraph(
    "None of this would have been possible without the patience that you have shown. The inspectors who visited us in May said as much in their report under the Care Act 2014. That report also names three things that we must do better, and I do not want to hide them from you.",
  ),
  paragraph("From 1 November every ward will therefore:"),
  bullets(
    "review each patient’s plan before ten o’clock, with the pharmacist and, wherever it can be arranged, the family; and",
    "tell the site team by noon who can safely go home that day.",
  ),
  paragraph("The order in which we shall take the next steps is this:"),
  {
    kind: "numbers",
    start: 1,
    items: [
      "the discharge lounge moves to the ground floor of the Elizabeth Building on Monday 6 October;",
      "the new rota begins two weeks later, after the last of the training days has been held;",
      "we look at both together in the new year and change what does not work.",
    ],
  },
  paragraph(
    "If you have a question, please ask your manager or come to one of the open meetings. I shall be at every one of them myself, and I would far rather hear about a difficulty from you than read about it in the newspaper.",
  ),
  paragraph("With kind regards,"),
  lines("Dr Amina Rahman-Hughes OBE", "Chief Executive"),
];

/** A university's kind: prose only, with a postscript. */
export const universityLetter: readonly Part[] = [
  paragraph("Dear members of the Faculty,"),
  paragraph(
    "The Senate met on Wednesday and approved the timetable for the move to the Riverside Campus. I know that many of you have been waiting for that decision since the spring, and I am grateful to the working group for the care with which it weighed what each department told it.",
  ),
  paragraph(
    "Laboratories will move first, between June and August 2027, because their equipment cannot be run in two places at once. Libraries and offices follow in September. Nobody will be asked to move during an examination period, and nobody will be asked to move twice.",
  ),
  paragraph(
    "A list of rooms will be sent to heads of department next week. Please read it closely: some rooms have been renumbered, and a few will be shared for the first term.",
  ),
  paragraph("Yours sincerely,"),
  lines("Professor Owain Llewelyn FRS", "Dean of Science"),
];
