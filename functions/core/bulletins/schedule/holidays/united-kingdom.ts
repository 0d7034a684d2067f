import type { CalendarRules, HolidayRule } from "./holiday-rule.ts";

// https://www.gov.uk/bank-holidays, and the proclamations for single years. Checked for 2020 to
// 2028; later years follow the Banking and Financial Dealings Act 1971. Add each proclaimed day.

const newYear: HolidayRule = { name: "New Year’s Day", month: 1, date: 1 };
const goodFriday: HolidayRule = { name: "Good Friday", easter: -2 };
const easterMonday: HolidayRule = { name: "Easter Monday", easter: 1 };
const lateAugust: HolidayRule = { name: "Summer bank holiday", month: 8, weekday: 1, nth: -1 };
const earlyAugust: HolidayRule = { name: "Summer bank holiday", month: 8, weekday: 1, nth: 1 };

const may: readonly HolidayRule[] = [
  { name: "Early May bank holiday", month: 5, weekday: 1, nth: 1, except: [2020] },
  { name: "Early May bank holiday (VE day)", day: "2020-05-08" },
  { name: "Spring bank holiday", month: 5, weekday: 1, nth: -1, except: [2022] },
  { name: "Spring bank holiday", day: "2022-06-02" },
];
const once: readonly HolidayRule[] = [
  { name: "Platinum Jubilee bank holiday", day: "2022-06-03" },
  { name: "Bank Holiday for the State Funeral of Queen Elizabeth II", day: "2022-09-19" },
  { name: "Bank holiday for the coronation of King Charles III", day: "2023-05-08" },
];
const christmas: readonly HolidayRule[] = [
  { name: "Christmas Day", month: 12, date: 25 },
  { name: "Boxing Day", month: 12, date: 26 },
];

export const englandAndWales: CalendarRules = {
  substitute: "next",
  rules: [newYear, goodFriday, easterMonday, ...may, ...once, lateAugust, ...christmas],
};

export const scotland: CalendarRules = {
  substitute: "next",
  rules: [
    newYear,
    { name: "2nd January", month: 1, date: 2 },
    goodFriday,
    ...may,
    ...once,
    { name: "World Cup bank holiday", day: "2026-06-15" },
    earlyAugust,
    { name: "St Andrew’s Day", month: 11, date: 30 },
    ...christmas,
  ],
};

export const northernIreland: CalendarRules = {
  substitute: "next",
  rules: [
    newYear,
    { name: "St Patrick’s Day", month: 3, date: 17 },
    goodFriday,
    easterMonday,
    ...may,
    ...once,
    { name: "Battle of the Boyne (Orangemen’s Day)", month: 7, date: 12 },
    lateAugust,
    ...christmas,
  ],
};
