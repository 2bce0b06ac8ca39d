"use client";
import { schemas } from "commerce-customers/validate";
import { useEffect, useState } from "react";

export function Email() {
  const [code, setCode] = useState("…");
  useEffect(() => {
    Promise.resolve(schemas.email["~standard"].validate("ada")).then(({ issues }) => setCode(issues[0].code));
  }, []);
  return <p id="client">{code}</p>;
}
