// app/email.js: a client component
"use client";
import { schemas } from "commerce-customers/validate";
import { useState } from "react";

export function Email() {
  const [message, setMessage] = useState("");
  const judge = async ({ target }) => {
    const { issues } = await schemas.email["~standard"].validate(target.value);
    setMessage(issues?.[0].message ?? "");
  };
  return <label>E-mail <input name="email" onBlur={judge} /> <output>{message}</output></label>;
}
