// Whether the server is at a run of this page: to ask it for another one now would stop the one that is under way.

export function isAtWork() {
  const { testScriptState, testConnectionState } = document.querySelector("[data-test-script-state]")?.dataset ?? {}
  return testConnectionState === "CONNECTED" && ["running", "rerunRequested"].includes(testScriptState)
}
