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
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from tests.records.conftest import QUICK_SPARK  # noqa: E402 - the checkout is no package

LOOPBACK = "127.0.0.1"
PATIENCE_S = 600.0  # a machine that has much else to do
# Tests are short: what a better compiler gains it would never give back.
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def main() -> int:
    """Run the tests on both in one process, and return its exit status."""
    if shutil.which("java") is None and not install_java():
        print("there is no Java on this machine; install one, such as default-jre-headless", file=sys.stderr)
        return 2
    os.environ |= {"SPARK_LOCAL_IP": LOOPBACK, "JAVA_TOOL_OPTIONS": QUICK_JAVA}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    # Without a path or name of its own: all tests of records that need one of the two.
    command += sys.argv[1:] or ["-k", "[spark or [sc or test_cluster_gone", str(ROOT / "tests/records")]
    with ExitStack() as stack:
        address, parts = start_cluster(stack)
        asked = {"ROUTEMAP_TEST_ENGINES": f"spark,{address}", "ROUTEMAP_TEST_CLUSTER": json.dumps(parts)}
        return subprocess.run(command, check=False, cwd=ROOT, env=os.environ | asked).returncode


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
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_DIRS": str(scratch / "local"),
        "SPARK_WORKER_DIR": str(scratch / "work"),
        "SPARK_LOG_DIR": str(scratch),
        "PYSPARK_PYTHON": sys.executable,
    }
    deploy = "org.apache.spark.deploy"

    def start(name: str, script: str, *words: str) -> None:
        log = stack.enter_context((scratch / f"{name}.log").open("wb"))
        process = subprocess.Popen(
            [home / "bin" / script, *words], stdout=log, stderr=log, env=environment, cwd=scratch
        )
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
