"""Run the tests of records on a Spark of this machine, and on Spark Connect over a cluster with two workers.

Called by `make test-spark`, with pyspark before all other packages on the path. Everything listens on 127.0.0.1, and
is ended by its process id. Words given go to pytest in place of the tests of records.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from tests.records.conftest import QUICK_SPARK  # noqa: E402 - the checkout is no package

LOOPBACK = "127.0.0.1"
PATIENCE_S = 600.0  # a machine that has much else to do
# Tests are short: what a better compiler gains it would never give back.
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def main() -> int:
    """Run the tests on both, each in a process of its own beside the other; return the exit status of what fails."""
    if shutil.which("java") is None and not install_java():
        print("there is no Java on this machine; install one, such as default-jre-headless", file=sys.stderr)
        return 2
    os.environ |= {"SPARK_LOCAL_IP": LOOPBACK, "JAVA_TOOL_OPTIONS": QUICK_JAVA}
    with ExitStack() as stack:
        said = stack.enter_context(tempfile.TemporaryFile())
        here = subprocess.Popen(command_for("[spark"), stdout=said, stderr=said, cwd=ROOT, env=environment_for("spark"))
        stack.callback(end, here)
        address, parts = start_cluster(stack)
        print("records on a cluster of two workers", flush=True)
        command = command_for("[sc or test_cluster_gone")
        there = subprocess.run(command, check=False, cwd=ROOT, env=environment_for(address, parts))
        here.wait()
        said.seek(0)
        print("records on a Spark of this machine", said.read().decode(errors="replace"), sep="\n", flush=True)
        return there.returncode or here.returncode


def command_for(names: str) -> list[str]:
    """Return the command for the tests of one engine, among those that were asked for or all of records."""
    asked = sys.argv[1:] or [str(ROOT / "tests/records")]
    return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", names, *asked]


def environment_for(engine: str, parts: Mapping[str, int] = MappingProxyType({})) -> dict[str, str]:
    """Return the variables for the tests of one engine."""
    return os.environ | {"ROUTEMAP_TEST_ENGINES": engine, "ROUTEMAP_TEST_CLUSTER": json.dumps(dict(parts))}


def install_java() -> bool:
    """Install Java where the package manager is Debian's and may be used."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    for command in (["apt-get", "-q", "update"], ["apt-get", "-q", "-y", "install", "default-jre-headless"]):
        if subprocess.run(command, check=False).returncode:
            return False
    return shutil.which("java") is not None


def start_cluster(stack: ExitStack) -> tuple[str, dict[str, int]]:
    """Start a master, two workers and a Spark Connect server; return its address, and the process id of each."""
    import pyspark

    home = Path(pyspark.__file__).parent
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="routemap-spark-")))
    master, server = free_port(), free_port()
    parts: dict[str, int] = {}
    variables = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_DIRS": str(scratch / "local"),
        "SPARK_WORKER_DIR": str(scratch / "work"),
        "SPARK_LOG_DIR": str(scratch),
        "PYSPARK_PYTHON": sys.executable,
    }
    deploy = "org.apache.spark.deploy"

    def start(name: str, script: str, *words: str) -> None:
        log = stack.enter_context((scratch / f"{name}.log").open("wb"))
        process = subprocess.Popen([home / "bin" / script, *words], stdout=log, stderr=log, env=variables, cwd=scratch)
        stack.callback(end, process)
        parts[name] = process.pid

    listening = ("--host", LOOPBACK, "--webui-port", "0")
    start("master", "spark-class", f"{deploy}.master.Master", *listening, "--port", str(master))
    wait_for(master)
    master_url = f"spark://{LOOPBACK}:{master}"
    for name in ("first worker", "second worker"):
        size = ("--cores", "1", "--memory", "1g")
        start(name, "spark-class", f"{deploy}.worker.Worker", *listening, *size, master_url)
    settings = {
        "spark.connect.grpc.binding.address": LOOPBACK,
        "spark.connect.grpc.binding.port": str(server),
        "spark.driver.host": LOOPBACK,
        "spark.driver.bindAddress": LOOPBACK,
        "spark.ui.enabled": "false",
        "spark.executor.memory": "700m",
        **QUICK_SPARK,
    }
    options = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
    connect = "org.apache.spark.sql.connect.service.SparkConnectServer"
    start("server", "spark-submit", "--class", connect, "--master", master_url, *options, "spark-internal")
    wait_for(server)
    return f"sc://{LOOPBACK}:{server}", parts


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return int(one.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"nothing listens on port {port}")


def end(process: subprocess.Popen[bytes]) -> None:
    """End one process that was started here."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(main())
