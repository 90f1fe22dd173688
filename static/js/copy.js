// Copy buttons beside links; without this script a field can be selected and copied by hand.
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea"); // plain http has no clipboard of its own
    field.value = text;
    button.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button.parentElement.querySelector("input").value, button));
}

// One line a person, as a spreadsheet or a mail merge takes it.
for (const row of document.querySelectorAll("[data-copy-all]")) {
  const button = row.querySelector("button");
  row.hidden = false;
  button.addEventListener("click", () => {
    const lines = [...row.parentElement.querySelectorAll("[data-links] > li")].map((line) =>
      [line.querySelector("[data-label]").textContent, line.querySelector("input").value].join("\t"));
    copy(lines.join("\n"), button);
  });
}
