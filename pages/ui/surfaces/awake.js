// The display stays awake while a stage is open. A browser gives that up when its tab is hidden, so it is asked for
// again when the tab is back. Over plain HTTP it cannot be asked for: the guide says what to do then.

export function awake() {
  let wanted = false
  let held = null

  async function ask() {
    if (!wanted || held || document.visibilityState !== "visible" || !navigator.wakeLock) return
    held = navigator.wakeLock.request("screen")
    try {
      const lock = await held
      lock.onrelease = () => (held = null)
      if (!wanted) lock.release()
    } catch {
      held = null // the battery is low, or the system says no: asked again when the tab is back
    }
  }

  function keep(yes) {
    wanted = yes
    if (yes) ask()
    else held?.then((lock) => lock.release()).catch(() => {})
  }

  document.addEventListener("visibilitychange", ask)
  const stop = () => {
    document.removeEventListener("visibilitychange", ask)
    keep(false)
  }
  return { keep, stop }
}
