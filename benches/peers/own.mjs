// This library, as the others are asked.
import { schemas } from "commerce-customers";

export const own = {
  name: "commerce-customers",
  generates: false,
  fine: (value) => schemas.customer.validate(value).ok,
  fineAll: (values) => values.every((value) => schemas.customer.validate(value).ok),
  issues: (value) => schemas.customer.validate(value).issues,
  place: ({ path }) => path,
};
