// Shows how far documents are; as soon as one is ready or has failed, the page is read again.
const list = document.querySelector("[data-documents]");
const WAIT = 1500;

async function look() {
  try {
    const response = await fetch(list.dataset.documents);
    if (!response.ok) return; // signed out: the next click says so
    const { documents } = await response.json();
    for (const row of list.querySelectorAll("[data-under-way]")) {
      const now = documents.find((each) => each.id === row.dataset.id);
      if (!now || !["waiting", "making"].includes(now.state)) {
        location.reload();
        return;
      }
      row.querySelector("[data-text]").textContent = now.text;
      row.querySelector("progress").value = now.percent;
    }
  } catch { /* the network is away; look again later */ }
  setTimeout(look, WAIT);
}

if (list?.querySelector("[data-under-way]")) setTimeout(look, WAIT);
