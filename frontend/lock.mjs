// Writes package-lock.json anew without any address: npm keeps "resolved" out when asked, and copies
// the authors' "funding" pages in all the same. Run as: npm run lock
import { readFile, writeFile } from "node:fs/promises";

const file = new URL("package-lock.json", import.meta.url);
const lock = JSON.parse(await readFile(file, "utf8"));
for (const entry of Object.values(lock.packages)) {
  delete entry.resolved;
  delete entry.funding;
}
const text = JSON.stringify(lock, null, 2) + "\n";
if (/https?:\/\//.test(text)) throw new Error("package-lock.json still holds an address");
await writeFile(file, text);
