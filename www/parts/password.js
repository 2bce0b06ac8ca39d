// A button that shows what was typed into a password field, and hides it again.

export function showAndHide(input, toggle) {
  const set = (shown) => {
    input.type = shown ? "text" : "password";
    toggle.textContent = shown ? "Hide" : "Show";
    toggle.setAttribute("aria-label", shown ? "Hide the password" : "Show the password");
  };
  toggle.hidden = false;
  toggle.addEventListener("click", () => set(input.type === "password"));
  // A browser offers to keep a password only when it leaves the page as one.
  input.form.addEventListener("submit", () => set(false), { capture: true });
}
