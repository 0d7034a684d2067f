/** "2 lists", "1 entry", "3,012 people". */
export function sayCount(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
