// Before the page draws: what Streamlit is told of its host, whether this browser can draw it at all, and which words
// stand here while nothing is drawn. An old browser reads this too: it holds nothing newer than 2009.

;(function () {
  var LOOK = 250
  var PATIENCE = 3500 // with the question to the server, words stand there within 5 s
  var QUESTION = 1000
  var AGAIN = 2000
  var asked = new Date().getTime() + PATIENCE - AGAIN
  var looking = null
  var connected = false
  var asking = false

  // Streamlit's host: it connects at once, looks for the server at this address alone, and keeps its own
  // dialogs, which make the page inert, to itself. What they would say it posts to us (docs/decisions/voices.md).
  window.__streamlit = {
    BACKEND_BASE_URL: location.protocol + "//" + location.host,
    HOST_CONFIG: {
      allowedOrigins: [location.protocol + "//" + location.host],
      useExternalAuthToken: false,
      enableCustomParentMessages: false,
      blockErrorDialogs: true,
    },
  }

  window.addEventListener("message", function (event) {
    if (event.source !== window || !event.data) return
    if (event.data.type === "WEBSOCKET_CONNECTED") connected = true
    if (event.data.type === "WEBSOCKET_DISCONNECTED") connected = false
  })

  function canDraw() {
    try {
      new RegExp("(?<=a)b")
      new CSSStyleSheet()
      return Boolean(Array.prototype.toSorted && Array.prototype.findLast && Object.hasOwn && window.WebSocket)
    } catch (_) {
      return false
    }
  }

  function isHere() {
    return document.querySelector("#root .st-key-page") !== null // the first that every page draws
  }

  function say(what) {
    var box = document.getElementById("arrival")
    var code = what === "blocked" || what === "old" || what === "away"
    var parts = box.querySelectorAll("[data-when]")
    for (var i = 0; i < parts.length; i++) {
      var when = parts[i].getAttribute("data-when")
      var shown = when === what || (when === "code" && code) || (when === "again" && what !== "wait")
      if (parts[i].hidden === shown) parts[i].hidden = !shown
    }
    if (what !== "wait") box.className = "told"
    if (box.getAttribute("data-says") !== what) box.setAttribute("data-says", what)
  }

  // Asked over plain HTTP: does the server answer, and so is it the live connection alone that fails?
  function ask() {
    if (asking) return
    asking = true
    var question = new XMLHttpRequest()
    function answered(ok) {
      if (!asking) return
      asking = false
      if (isHere()) return
      if (!ok) say("away")
      else say(connected || !window.streamlitDebug ? "slow" : "blocked")
    }
    question.open("GET", "/healthz?arrival")
    question.timeout = QUESTION
    question.onload = function () {
      answered(true)
    }
    question.onerror = question.ontimeout = function () {
      answered(false)
    }
    question.send()
  }

  function look() {
    if (isHere()) return leave()
    var now = new Date().getTime()
    if (now - asked > AGAIN) {
      asked = now
      ask()
    }
  }

  function leave() {
    clearInterval(looking)
    var box = document.getElementById("arrival")
    box.parentNode.removeChild(box)
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelector("#arrival button").onclick = function () {
      location.reload()
    }
    if (canDraw()) looking = setInterval(look, LOOK)
    else say("old")
  })
})()
