"""A headless Chromium behind chromedriver, spoken to in plain WebDriver HTTP."""

import json
import re
import shutil
import subprocess
import tempfile
import urllib.request

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--hide-scrollbars"]


def is_installed():
    return all(shutil.which(program) for program in ("chromium", "chromedriver"))


class Browser:
    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory()
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        for line in self.driver.stdout:
            started = re.search(r"started successfully on port (\d+)", line)
            if started:
                self.root = f"http://127.0.0.1:{started[1]}"
                break
        options = {"binary": shutil.which("chromium"),
                   "args": FLAGS + [f"--user-data-dir={self.profile.name}"]}
        session = self.request("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}})
        self.root += f"/session/{session['sessionId']}"
        return self

    def __exit__(self, *_):
        try:
            self.request("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(timeout=10)
            self.driver.stdout.close()
            self.profile.cleanup()

    def request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, method=method,
                                         headers={"Content-Type": "application/json"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never a proxy
        with opener.open(request, timeout=30) as answer:
            return json.load(answer)["value"]

    def open(self, path):
        self.request("POST", "/url", {"url": path.resolve().as_uri()})

    def run(self, script):
        """What the body of a function returns in the page."""
        return self.request("POST", "/execute/sync", {"script": script, "args": []})

    def command(self, name, **parameters):
        """A command of the DevTools protocol."""
        return self.request("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def width(self, pixels):
        self.command("Emulation.setDeviceMetricsOverride", width=pixels, height=900,
                     deviceScaleFactor=1, mobile=False)

    def scheme(self, name):
        self.command("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-color-scheme", "value": name}])

    def press(self, key):
        """One key by its WebDriver code."""
        self.request("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": [
            {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]}]})

    def log(self, kind):
        return self.request("POST", "/se/log", {"type": kind})

    def screenshot(self):
        """Base64 of a PNG."""
        return self.request("GET", "/screenshot")
