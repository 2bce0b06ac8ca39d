// A program that is compiled to CommonJS.
import client = require("commerce-customers");
import validate = require("commerce-customers/validate");
import { bindForm } from "commerce-customers/forms";

export const codes: client.IssueCode[] = validate.schemas.tenant.validate("Acme").issues.map(({ code }: client.Issue) => code);
export const bound = (form: HTMLFormElement) => bindForm(form, client.schemas.customerCreate).values();
export const Client: typeof client.EmporixClient = client.EmporixClient;
