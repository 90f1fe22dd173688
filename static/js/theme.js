// The account menu: closes on Escape and on a click elsewhere, and changes the colours at once.
// Without this file the menu is a plain <details> and the choice a plain form.

const menu = document.querySelector("[data-menu]");

if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });

  const form = menu.querySelector("form.pl-choices");
  form.addEventListener("submit", async (event) => {
    const chosen = event.submitter;
    if (!chosen) return;
    event.preventDefault();
    show(chosen.value);
    const body = new FormData(form, chosen);
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (!answer.ok && answer.type !== "opaqueredirect") location.reload();
    } catch {
      // Offline: the choice holds for this page and is asked again on the next one.
    }
  });

  function show(theme) {
    const root = document.documentElement;
    if (theme) root.dataset.bsTheme = theme;
    else delete root.dataset.bsTheme;
    for (const button of form.querySelectorAll("button[name=theme]")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
    document.dispatchEvent(new CustomEvent("plumbline:theme"));
  }
}
