"""Run the tests of records on a Spark of this machine, and on Spark Connect over a cluster with two workers.

Called by `make test-spark`, with the Python of a virtual environment that holds pyspark. Everything listens on
127.0.0.1, and is ended by its process id.
"""

from __future__ import annotations

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
LOOPBACK = "127.0.0.1"
PATIENCE_S = 600.0  # a machine that has much else to do


def main() -> int:
    """Run both, and return the exit status of the first that fails."""
    if shutil.which("java") is None and not install_java():
        print("there is no Java on this machine; install one, such as default-jre-headless", file=sys.stderr)
        return 2
    asked = sys.argv[1:] or [str(ROOT / "tests/records")]
    failed = run_tests("spark", asked)
    if failed:
        return failed
    with ExitStack() as stack:
        return run_tests(start_cluster(stack), asked)


def install_java() -> bool:
    """Install Java where the package manager is Debian's and may be used."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    for command in (["apt-get", "-q", "update"], ["apt-get", "-q", "-y", "install", "default-jre-headless"]):
        if subprocess.run(command, check=False).returncode:
            return False
    return shutil.which("java") is not None


def run_tests(engine: str, asked: list[str]) -> int:
    """Run the tests of one engine alone."""
    print(f"records on {engine}", flush=True)
    named = "spark" if engine == "spark" else "sc"
    command = [sys.executable, "-m", "pytest", "-q", "-k", f"[{named}", "-p", "no:cacheprovider", *asked]
    environment = os.environ | {"ROUTEMAP_TEST_ENGINES": engine, "SPARK_LOCAL_IP": LOOPBACK}
    return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode


def start_cluster(stack: ExitStack) -> str:
    """Start a master, two workers and a Spark Connect server, and return its address."""
    import pyspark

    home = Path(pyspark.__file__).parent
    scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="routemap-spark-")))
    master, server = free_port(), free_port()
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": LOOPBACK,
        "SPARK_LOCAL_DIRS": str(scratch / "local"),
        "SPARK_WORKER_DIR": str(scratch / "work"),
        "SPARK_LOG_DIR": str(scratch),
        "PYSPARK_PYTHON": sys.executable,
    }
    deploy = "org.apache.spark.deploy"

    def start(*command: str) -> None:
        log = stack.enter_context((scratch / f"log-{len(list(scratch.iterdir()))}").open("wb"))
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=scratch)
        stack.callback(end, process)

    spark_class = str(home / "bin/spark-class")
    start(spark_class, f"{deploy}.master.Master", "--host", LOOPBACK, "--port", str(master), "--webui-port", "0")
    wait_for(master)
    for _ in range(2):
        options = ("--host", LOOPBACK, "--cores", "1", "--memory", "1g", "--webui-port", "0")
        start(spark_class, f"{deploy}.worker.Worker", *options, f"spark://{LOOPBACK}:{master}")
    settings = {
        "spark.connect.grpc.binding.address": LOOPBACK,
        "spark.connect.grpc.binding.port": str(server),
        "spark.driver.host": LOOPBACK,
        "spark.driver.bindAddress": LOOPBACK,
        "spark.ui.enabled": "false",
        "spark.executor.memory": "700m",
        "spark.sql.shuffle.partitions": "4",
    }
    options = [part for key, value in settings.items() for part in ("--conf", f"{key}={value}")]
    connect = "org.apache.spark.sql.connect.service.SparkConnectServer"
    master_url = f"spark://{LOOPBACK}:{master}"
    start(str(home / "bin/spark-submit"), "--class", connect, "--master", master_url, *options, "spark-internal")
    wait_for(server)
    return f"sc://{LOOPBACK}:{server}"


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
