// The page in German: what index.html and the scripts say in English, by that English.

import { texts as addresses } from "./de/addresses.js";
import { texts as customers } from "./de/customers.js";
import { texts as frame } from "./de/frame.js";
import { texts as operators } from "./de/operators.js";
import { texts as segments } from "./de/segments.js";

export const texts = { ...frame, ...customers, ...addresses, ...segments, ...operators };
