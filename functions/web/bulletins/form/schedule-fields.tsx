import type { JSX } from "hono/jsx/jsx-runtime";
import { weekdays } from "../../../core/bulletins/schedule/repeat.ts";
import { holidayCalendars } from "../../../core/bulletins/schedule/schedule.ts";
import { Checkboxes, FieldSet, Radios, SelectField } from "../../kit/choice-fields.tsx";
import { TextArea, TextField } from "../../kit/fields.tsx";
import { calendarNames } from "../say-schedule.ts";
import type { StepProps } from "./name-fields.tsx";
import { one } from "./typed.ts";

const days = weekdays.map(day => ({
  value: day,
  text: day.replace(/^./, first => first.toUpperCase()),
}));

/** Step 4. The style sheet shows the part of the chosen frequency; the others are ignored. */
export function ScheduleFields({ typed, problems }: StepProps): JSX.Element {
  const field = (name: string) => ({ name, value: one(typed, name), problems });
  const zone = one(typed, "zone");
  const zones = [...new Set([zone, "UTC", ...Intl.supportedValuesOf("timeZone")])].filter(Boolean);
  return (
    <>
      <SelectField
        {...field("zone")}
        label="Time zone"
        choices={zones.map(each => ({ value: each, text: each.replaceAll("_", " ") }))}
      />
      <Radios
        {...field("frequency")}
        label="How often is it sent?"
        choices={[
          { value: "weekday", text: "Every weekday", hint: "Monday to Friday" },
          { value: "week", text: "Every week" },
          { value: "weeks", text: "Every second, third or fourth week" },
          { value: "month", text: "Every month" },
          { value: "once", text: "Once" },
          { value: "cron", text: "By a cron expression" },
          { value: "none", text: "No schedule", hint: "An approver sends each edition." },
        ]}
      />
      <TextField
        {...field("at")}
        label="Time"
        hint="On the clocks of the time zone, for example 09:00. Not for a cron expression."
      />
      <FieldSet legend="If every week" only="week">
        <Checkboxes
          name="days"
          label="On which days?"
          values={typed.days ?? []}
          problems={problems}
          choices={days}
          isSmall
        />
      </FieldSet>
      <FieldSet legend="If every second, third or fourth week" only="weeks">
        <SelectField
          {...field("interval")}
          label="How many weeks?"
          choices={["2", "3", "4"].map(value => ({ value, text: `Every ${value} weeks` }))}
        />
        <SelectField {...field("interval_day")} label="On which day?" choices={days} />
        <TextField
          {...field("from_date")}
          label="From which date?"
          hint="For example, 2026-12-01. The first such day from then on is the first date."
        />
      </FieldSet>
      <FieldSet legend="If every month" only="month">
        <TextField
          {...field("month_days")}
          label="On which day?"
          hint="A date such as 15, or words such as first Monday, last Friday or last weekday. In a month without a 31st, 31 is the last day."
        />
      </FieldSet>
      <FieldSet legend="If once" only="once">
        <TextField {...field("once_date")} label="On which date?" hint="For example, 2026-12-01" />
      </FieldSet>
      <FieldSet legend="If by a cron expression" only="cron">
        <TextField
          {...field("cron")}
          label="Cron expression"
          hint="Minute, hour, day, month and weekday, for example 0 9 * * 2"
        />
      </FieldSet>
      <FieldSet legend="Holidays">
        <SelectField
          {...field("calendar")}
          label="Public holidays"
          choices={[
            { value: "", text: "None" },
            ...holidayCalendars.map(value => ({ value, text: calendarNames[value] })),
          ]}
        />
        <TextArea
          {...field("own_holidays")}
          label="Your own holidays (optional)"
          hint="One date on each line, for example 2026-12-24"
          rows={3}
        />
        <Radios
          {...field("holiday_rule")}
          label="If a date is a holiday"
          choices={[
            { value: "skip", text: "Send nothing" },
            { value: "before", text: "Send on the working day before" },
            { value: "after", text: "Send on the working day after" },
          ]}
        />
      </FieldSet>
    </>
  );
}
