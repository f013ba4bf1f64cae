from __future__ import annotations

import errno
import http.server
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from slipline.core.base.errors import Cancelled, InputError, OutputError, WorkerError
from slipline.core.base.progress import Silent
from slipline.core.worker import graphics_card as graphics_card_module
from slipline.core.worker import pip_run, torch_setup
from slipline.core.worker.graphics_card import graphics_card
from slipline.core.worker.pip_run import cause_of
from slipline.core.worker.python import VARIABLE, WorkerPython, find_python, interpreter_in, private_environment
from slipline.core.worker.torch_setup import Plan, install, remove

from ...small_disk import small_disk
from ..listening import Listening
from ..wheels import python_without, wheel, wheel_folder
from ..workers import is_gone, script, wait_until

SYSTEM = Path("/usr/bin/python3") if Path("/usr/bin/python3").exists() else Path(sys.executable)
SAID = "Worker: Python 3, torch 2.6.0"
OWN_INDEX = "https://index.invalid/own"


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    """Where the environment shall lie: a path as users have them. The system's Python makes it."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "数据 von Müller"))
    monkeypatch.setattr(torch_setup, "own_python", lambda: SYSTEM)
    return private_environment()


@pytest.fixture()
def trusting(monkeypatch):
    """The trial of a torch that is of paper succeeds; tells which Python was tried."""
    tried = []
    monkeypatch.setattr(torch_setup, "try_python", lambda python, _: tried.append(python.executable) or SAID)
    return tried


def left_behind(place):
    return sorted(one.name for one in place.parent.iterdir()) if place.parent.exists() else []


def test_wheels_become_an_environment_that_is_tried_before_it_gets_its_name(tmp_path, place, trusting):
    progress = Listening()
    assert install(Plan(wheels=str(wheel_folder(tmp_path / "轮子 wheels"))), progress) == SAID
    assert trusting == [str(interpreter_in(place.with_name("python.part")))]
    assert left_behind(place) == ["python"]
    packages = next(place.rglob("site-packages"))
    assert {"torch", "numpy", "safetensors"} <= {one.name for one in packages.iterdir()}
    assert sorted(one.name for one in place.iterdir() if one.name == "t") == []
    assert progress.fractions[-1] == 1.0
    assert progress.fractions == sorted(progress.fractions)
    code = "import numpy, sys; print(numpy.__file__, sys.prefix)"
    said = subprocess.run([interpreter_in(place), "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.count(str(place)) == 2


@pytest.mark.parametrize("lacking", ["nothing", "pip"])
def test_nothing_is_written_to_the_python_that_makes_it(tmp_path, place, trusting, monkeypatch, lacking):
    monkeypatch.setenv(
        "PYTHONHOME", "/usr" if str(SYSTEM).startswith("/usr/") else sys.base_prefix
    )  # as QGIS on Windows
    if lacking == "pip":
        monkeypatch.setattr(torch_setup, "own_python", lambda: Path(python_without(tmp_path, "pip", SYSTEM)))
    before = subprocess.run([SYSTEM, "-m", "pip", "list"], capture_output=True, text=True).stdout
    install(Plan(wheels=str(wheel_folder(tmp_path / "wheels"))), Silent())
    assert subprocess.run([SYSTEM, "-m", "pip", "list"], capture_output=True, text=True).stdout == before
    assert "torch" in {one.name for one in next(place.rglob("site-packages")).iterdir()}


def test_a_second_start_finds_the_environment(tmp_path, trusting):
    install(Plan(wheels=str(wheel_folder(tmp_path / "wheels"))), Silent())
    assert find_python().executable == str(interpreter_in(private_environment()))
    assert find_python().source == "private environment of the plugin"
    remove()
    assert not private_environment().exists()
    assert find_python().is_own


def test_removing_also_takes_what_an_installation_that_was_killed_has_left(place):
    for folder in (place, place.with_name("python.part"), place.with_name("python.old")):
        (folder / "lib").mkdir(parents=True)
    remove()
    assert left_behind(place) == []


def test_a_torch_that_does_not_work_leaves_nothing_and_says_why(tmp_path, place):
    with pytest.raises(WorkerError, match=r"^\S.+python3 cannot use PyTorch\. +\(fake torch: it is of paper\)$"):
        install(Plan(wheels=str(wheel_folder(tmp_path / "wheels"))), Silent())
    assert left_behind(place) == []


def test_a_missing_library_of_windows_is_named(tmp_path, place):
    wheels = wheel_folder(tmp_path / "wheels", reason="[WinError 126] Error loading c10.dll or one of its dependencies")
    with pytest.raises(WorkerError, match=r"Visual C\+\+ Redistributable"):
        install(Plan(wheels=str(wheels)), Silent())


def test_repair_keeps_what_worked_until_the_new_one_works(tmp_path, place, trusting, monkeypatch):
    plan = Plan(wheels=str(wheel_folder(tmp_path / "wheels")))
    install(plan, Silent())
    (place / "mark").write_text("old")

    def fails(*_):
        raise WorkerError("it does not work")

    monkeypatch.setattr(torch_setup, "try_python", fails)
    with pytest.raises(WorkerError):
        install(plan, Silent())
    assert (place / "mark").exists()
    monkeypatch.setattr(torch_setup, "try_python", lambda *_: SAID)
    install(plan, Silent())
    assert left_behind(place) == ["python"]
    assert not (place / "mark").exists()


def test_an_older_environment_comes_back_where_the_new_one_cannot_get_its_name(tmp_path, place, trusting, monkeypatch):
    place.mkdir(parents=True)
    (place / "mark").write_text("old")
    really = os.rename

    def held(source, target):
        if Path(source).name == "python.part":
            raise PermissionError(13, "[WinError 5] Access is denied")
        really(source, target)

    monkeypatch.setattr(torch_setup, "LOCKED_S", 0.0)
    monkeypatch.setattr(torch_setup.os, "rename", held)
    with pytest.raises(OutputError, match="Another program holds a file"):
        install(Plan(wheels=str(wheel_folder(tmp_path / "wheels"))), Silent())
    assert (place / "mark").exists()
    assert left_behind(place) == ["python"]


def test_a_folder_without_the_wheels_says_which_are_missing(tmp_path):
    wheel(tmp_path, "torch", "2.6.0", "")
    with pytest.raises(InputError, match=r"has no wheel of numpy, safetensors\. Fill it"):
        Plan(wheels=str(tmp_path)).sizes()


def test_a_damaged_wheel_is_told_in_words(tmp_path, place):
    wheels = wheel_folder(tmp_path / "wheels", padding=4000)
    path = next(wheels.glob("torch*"))
    content = bytearray(path.read_bytes())
    where = content.index(b"xxxx")
    content[where] = ord("y")
    path.write_bytes(content)
    with pytest.raises(
        WorkerError,
        match=r"pip could not install PyTorch\. A wheel is damaged\. Copy .*Bad CRC-32 for file 'torch/padding\.bin'",
    ):
        install(Plan(wheels=str(wheels)), Silent())
    path.write_bytes(content[:1000])
    with pytest.raises(WorkerError, match=r"A wheel is damaged\. Copy .*torch-2\.6\.0.* is invalid"):
        install(Plan(wheels=str(wheels)), Silent())
    assert left_behind(place) == []


def test_wheels_of_another_python_are_told_in_words(tmp_path, place):
    wheels = wheel_folder(tmp_path / "wheels", tags="cp27-none-any")
    with pytest.raises(WorkerError, match="No tested PyTorch was found for this Python and system"):
        install(Plan(wheels=str(wheels)), Silent())
    assert left_behind(place) == []


def test_cancelled_half_way_leaves_nothing(tmp_path, place, monkeypatch):
    monkeypatch.setattr(pip_run, "LOOK_S", 0.01)  # paper wheels are installed in a moment
    wheels = wheel_folder(tmp_path / "wheels", padding=60_000_000)
    with pytest.raises(Cancelled):
        install(Plan(wheels=str(wheels)), Listening(cancel_at=0.2))
    assert left_behind(place) == []


def test_a_disk_that_is_too_small_is_found_out_before(tmp_path, monkeypatch):
    wheels = wheel_folder(tmp_path / "wheels", padding=3_000_000)
    with small_disk(tmp_path / "disk", 2000) as disk:
        monkeypatch.setenv("XDG_DATA_HOME", str(disk))
        with pytest.raises(OutputError, match=r"needs 0\.0 GB on the disk of .*disk/slipline, and 0\.0 GB are free"):
            install(Plan(wheels=str(wheels)), Silent())
        assert list(disk.iterdir()) == []


def test_what_a_killed_installation_has_left_does_not_count_as_used(tmp_path, trusting, monkeypatch):
    wheels = wheel_folder(tmp_path / "wheels", padding=1_000_000)
    with small_disk(tmp_path / "disk", 40_000) as disk:
        monkeypatch.setenv("XDG_DATA_HOME", str(disk))
        part = private_environment().with_name("python.part")
        part.mkdir(parents=True)
        (part / "half").write_bytes(bytes(39_500_000))
        assert install(Plan(wheels=str(wheels)), Silent()) == SAID


def test_a_disk_that_fills_up_meanwhile_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(torch_setup, "free_bytes", lambda _: 1e12)
    wheels = wheel_folder(tmp_path / "wheels", padding=3_000_000)
    with small_disk(tmp_path / "disk", 2000) as disk:
        monkeypatch.setenv("XDG_DATA_HOME", str(disk))
        with pytest.raises(WorkerError, match=r"The disk is full\. Free some space"):
            install(Plan(wheels=str(wheels)), Silent())
        assert list((disk / "slipline").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    reason = os.strerror(errno.ENOTDIR)
    with pytest.raises(
        OutputError, match=rf"The private environment .*file/slipline/python cannot be changed: {reason}\."
    ):
        install(Plan(wheels=str(wheel_folder(tmp_path / "wheels"))), Silent())


def test_a_python_that_makes_no_environment_is_one_sentence(tmp_path, monkeypatch):
    broken = script(tmp_path / "python3", "echo 'Error: no ensurepip, no venv' >&2; exit 1").executable
    monkeypatch.setattr(torch_setup, "own_python", lambda: Path(broken))
    with pytest.raises(WorkerError, match=r"QGIS' Python cannot make a virtual environment\..*no venv"):
        install(Plan(wheels=str(wheel_folder(tmp_path / "wheels"))), Silent())


def test_pip_is_borrowed_found_in_python_or_in_the_folder_of_wheels(tmp_path):
    without = python_that("exit 1", tmp_path / "without")
    with_pip = python_that('test "$2" = pip', tmp_path / "with")
    bundled = python_that('test "$2" = ensurepip', tmp_path / "bundled")

    def pip(own, new):
        return torch_setup._pip(Plan(wheels=str(tmp_path)), own, new, tmp_path, Silent())[0]

    assert pip(with_pip, without) == [with_pip.executable, "-m", "pip"]
    assert pip(without, bundled) == [bundled.executable, "-m", "pip"]
    with pytest.raises(WorkerError, match=r"has no pip\. Install it"):
        pip(without, without)
    with pytest.raises(WorkerError, match=r"The disk is full\. Free some space"):
        pip(without, python_that("echo 'OSError: [Errno 28] No space left on device' >&2; exit 1", tmp_path / "full"))
    (tmp_path / "pip-25.0-py3-none-any.whl").write_text("")
    assert pip(without, without) == [without.executable, str(tmp_path / "pip-25.0-py3-none-any.whl" / "pip")]


def python_that(does, path):
    return WorkerPython(script(path, does).executable, "test")


class Looks:
    """A clock of silence that counts the looks at a child since it said its first word, however long they take."""

    def __init__(self):
        self.heard, self.looks = False, 0.0

    def ended(self):
        self.heard, self.looks = True, 0.0

    def seconds(self):
        self.looks += self.heard
        return self.looks


def test_what_does_not_move_any_more_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(pip_run, "LOOK_S", 0.01)
    monkeypatch.setattr(pip_run, "STALL_S", 5.0)
    monkeypatch.setattr(pip_run, "SilenceClock", Looks)
    stuck = script(tmp_path / "pip", "echo Collecting torch; exec sleep 600").executable
    progress = Listening()
    with pytest.raises(WorkerError, match=r"Nothing was downloaded or written for 5 seconds.*Collecting torch"):
        pip_run.run([stuck], dict(os.environ), tmp_path, progress)
    assert progress.lines == ["Collecting torch"]


class Growing:
    """A child that says nothing and writes a little more before each look at it."""

    stdout, returncode, pid = (), 0, 0

    def __init__(self, file):
        self.file, self.looks = file, 0

    def poll(self):
        self.looks += 1
        self.file.write_text("x" * self.looks)
        return None if self.looks < 7 else 0

    def wait(self, timeout):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


def test_what_grows_silently_is_not_stuck(tmp_path, monkeypatch):
    monkeypatch.setattr(pip_run, "start_program", lambda command, **options: Growing(tmp_path / "file"))
    monkeypatch.setattr(Looks, "seconds", lambda clock: 1e9)
    monkeypatch.setattr(pip_run, "SilenceClock", Looks)
    progress = Listening()
    assert pip_run.run(["pip"], {}, tmp_path, progress, 12) == ""
    assert progress.fractions[-1] > progress.fractions[0]


def test_cancel_ends_the_child_and_what_it_started(tmp_path):
    note = tmp_path / "number"
    child = script(tmp_path / "pip", f"sleep 600 & echo $! > '{note}.new'; mv '{note}.new' '{note}'; wait").executable
    progress = Listening(cancel_at=0.0)
    progress.is_cancelled = note.exists
    with pytest.raises(Cancelled):
        pip_run.run([child], dict(os.environ), tmp_path, progress)
    wait_until(lambda: is_gone(int(note.read_text())))


def test_what_a_child_says_last_is_told_and_silence_too(tmp_path):
    assert (
        pip_run.run(
            [script(tmp_path / "one", "echo a; echo b >&2; exit 3").executable], dict(os.environ), tmp_path, Silent()
        )
        == "exit status 3\na\nb"
    )
    assert (
        pip_run.run([script(tmp_path / "two", "kill -9 $$").executable], dict(os.environ), tmp_path, Silent())
        == "exit status -9"
    )
    assert os.strerror(errno.ENOENT) in pip_run.run([str(tmp_path / "none")], dict(os.environ), tmp_path, Silent())


def test_the_lists_are_pinned_and_hashed_for_every_system():
    for cuda in (False, True):
        text = Plan(cuda=cuda, address=OWN_INDEX).requirements.read_text()
        blocks = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert all("==" in block for block in blocks)
        assert not {"://", "--index-url", "--find-links"} & set(text.split())
        unhashed = [block for block in blocks if not block.endswith("\\")]
        assert all(block.startswith("torch==2.8.0+") for block in unhashed)  # no hash is known: pip refuses
        names = {block.partition("==")[0] for block in blocks}
        assert {"torch", "numpy", "safetensors", "sympy", "filelock"} <= names
        assert cuda == any(name.startswith("nvidia-") for name in names)


@pytest.mark.parametrize(
    ("system", "machine", "cuda", "address", "taken"),
    [
        ("linux", "x86_64", False, "", "cuda.txt"),  # the general index has no build without graphics card
        ("linux", "x86_64", False, OWN_INDEX, "cpu.txt"),
        ("linux", "x86_64", True, "", "cuda.txt"),
        ("linux", "aarch64", False, "", "cpu.txt"),
        ("win32", "AMD64", False, "", "cpu.txt"),
        ("win32", "AMD64", True, "", "cpu.txt"),  # the general index has no build with graphics card
        ("win32", "AMD64", True, OWN_INDEX, "cuda.txt"),
        ("darwin", "arm64", False, "", "cpu.txt"),
    ],
)
def test_without_a_further_address_the_list_is_one_that_the_general_index_has(
    monkeypatch, system, machine, cuda, address, taken
):
    monkeypatch.setattr(torch_setup.sys, "platform", system)
    monkeypatch.setattr(torch_setup.platform, "machine", lambda: machine)
    plan = Plan(cuda=cuda, address=address)
    assert plan.requirements.name == taken
    assert plan.is_other_build == (taken != ("cuda.txt" if cuda else "cpu.txt"))
    python = {
        "sys_platform": system,
        "platform_machine": machine,
        "python_version": "3.11",
        "python_full_version": "3.11.1",
    }
    chosen = [line for line in plan.requirements.read_text().splitlines() if line.startswith("torch==")]
    fitting = [line for line in chosen if eval(line.partition(";")[2].rstrip(" \\"), {}, python)]
    assert len(fitting) == 1
    assert ("+" in fitting[0].partition(";")[0]) == bool(address)


def test_sizes_are_said_before(tmp_path):
    download, disk = Plan(address=OWN_INDEX).sizes()
    assert 1e8 < download < disk < Plan(cuda=True, address=OWN_INDEX).sizes()[1]
    wheels = wheel_folder(tmp_path / "wheels", padding=1_000_000)
    assert Plan(wheels=str(wheels)).sizes()[0] == 0
    assert 1_000_000 < Plan(wheels=str(wheels)).sizes()[1] < 1_010_000


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        (
            (
                "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication "
                "Required'))"
            ),
            "proxy refuses",
        ),
        (
            "ValueError: check_hostname requires server_hostname",
            "proxy refuses the connection, or its address is wrong",
        ),
        (
            "ERROR: Could not install packages due to an OSError: Missing dependencies for SOCKS support.",
            "cannot use a SOCKS proxy",
        ),
        (
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate in certificate chain",
            "PIP_CERT",
        ),
        (
            (
                "PermissionError: [WinError 32] The process cannot access the file because it is being used by "
                "another process"
            ),
            "antivirus",
        ),
        (
            "[WinError 1114] A dynamic link library (DLL) initialization routine failed. Error loading c10.dll",
            "Visual C++",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement torch==2.13.0+cpu (from versions: none)",
            "No tested PyTorch",
        ),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "damaged or changed"),
        (
            "NewConnectionError: Failed to establish a new connection: [Errno -2] Name or service not known",
            "no connection",
        ),
        ("zipfile.BadZipFile: Bad CRC-32 for file 'torch/lib/libtorch_cpu.so'", "wheel is damaged"),
        ("OSError: [Errno 36] File name too long: 'x'", "path is too long"),
        ("something that nobody foresaw", ""),
    ],
)
def test_causes_are_told_in_words(line, words):
    assert words in cause_of(line)
    assert bool(cause_of(line)) == bool(words)


def test_the_proxy_and_the_certificates_reach_pip_and_qgis_own_paths_do_not(monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", "/certificates.pem")
    monkeypatch.setenv("PYTHONPATH", "/qgis")
    environment = torch_setup._environment(
        Plan(proxy="http://me:secret@proxy:3128"), WorkerPython(str(SYSTEM), "", True), tmp_path
    )
    assert environment["HTTPS_PROXY"] == environment["https_proxy"] == "http://me:secret@proxy:3128"
    assert environment["SSL_CERT_FILE"] == "/certificates.pem"
    assert environment["TMPDIR"] == str(tmp_path)
    assert "PYTHONPATH" not in environment


@pytest.mark.parametrize(
    ("said", "card"),
    [
        ("echo NVIDIA GeForce RTX 3060, 581.29; echo second, 581.29", ("NVIDIA GeForce RTX 3060, driver 581.29", True)),
        ("echo Quadro K620, 470.10", ("Quadro K620, driver 470.10", False)),
        ("echo failed to communicate with the driver; exit 9", ("", False)),
    ],
)
def test_a_graphics_card_is_offered_only_where_its_driver_is_new_enough(tmp_path, monkeypatch, said, card):
    script(tmp_path / "nvidia-smi", said)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert graphics_card() == card


def test_a_driver_that_does_not_answer_holds_nobody_up(tmp_path, monkeypatch):
    script(tmp_path / "nvidia-smi", "exec sleep 60")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(Cancelled):
        graphics_card(Listening(cancel_at=0.0))
    monkeypatch.setattr(graphics_card_module, "LONGEST_S", 0.5)
    assert graphics_card() == ("", False)


def test_a_scanner_that_holds_a_file_is_waited_for_and_then_named(place, monkeypatch):
    place.mkdir(parents=True)
    monkeypatch.setattr(torch_setup, "LOCKED_S", 1.2)
    tries, really = [], shutil.rmtree

    def held(folder):
        tries.append(folder)
        if len(tries) % 3:
            raise PermissionError(13, "[WinError 32] used by another process")
        really(folder)

    monkeypatch.setattr(torch_setup.shutil, "rmtree", held)
    remove()
    assert tries == [place] * 3
    place.mkdir()
    tries.clear()
    monkeypatch.setattr(torch_setup, "LOCKED_S", 0.0)
    with pytest.raises(
        OutputError,
        match=(
            r"python cannot be changed: .* Another program holds a file, most likely the antivirus, or a QGIS that "
            r"is training\."
        ),
    ):
        remove()
    assert place.exists()


@pytest.fixture()
def index(monkeypatch):
    """A package index on the loopback address, which is all that pip knows.

    A function that makes its address from pages.
    """
    servers = []

    def serve(pages, status=200, certificate=""):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = pages.get(self.path)
                self.send_response(status if body is not None else 404)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

            def do_CONNECT(self):
                self.send_error(407, "Proxy Authentication Required")

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http{'s' * bool(certificate)}://127.0.0.1:{server.server_port}"

    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    for name, value in (("PIP_CONFIG_FILE", os.devnull), ("PIP_RETRIES", "1"), ("PIP_DEFAULT_TIMEOUT", "3")):
        monkeypatch.setenv(name, value)
    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def refused(place, plan=Plan()):
    """The sentence of an installation that fails."""
    with pytest.raises(WorkerError) as caught:
        install(plan, Silent())
    assert left_behind(place) == []
    return str(caught.value)


def test_an_index_without_the_tested_build_is_told_in_words(index, place, monkeypatch):
    pages = {f"/{name}/": b"<html></html>" for name in ("filelock", "fsspec", "jinja2", "torch", "numpy")}
    monkeypatch.setenv("PIP_INDEX_URL", index(pages))
    assert "No tested PyTorch was found for this Python and system" in refused(place)


def test_a_package_that_is_another_than_the_tested_one_is_refused(index, place, tmp_path, monkeypatch):
    version = re.search(r"^mpmath==(\S+)", Plan().requirements.read_text(), re.MULTILINE)[1]
    path = wheel(tmp_path, "mpmath", version, "stolen = True")
    only = tmp_path / "list.txt"
    only.write_text(
        Plan().requirements.read_text()[Plan().requirements.read_text().index("mpmath==") :].partition("\nnetworkx")[0]
    )
    monkeypatch.setattr(Plan, "requirements", only)
    monkeypatch.setattr(Plan, "sizes", lambda _: (1, 1))
    link = f'<a href="/{path.name}">{path.name}</a>'.encode()
    monkeypatch.setenv("PIP_INDEX_URL", index({"/mpmath/": link, f"/{path.name}": path.read_bytes()}))
    assert "A package is not one that Slipline was tested with: it was damaged or changed on its way" in refused(place)


def test_a_proxy_that_wants_a_password_is_told_in_words(index, place, monkeypatch):
    monkeypatch.setenv("PIP_INDEX_URL", "https://index.invalid/simple")
    assert "The proxy refuses the connection" in refused(place, Plan(proxy=index({})))


def test_no_network_is_told_in_words(place, index, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{free.getsockname()[1]}/simple")
        assert "There is no connection to the package index" in refused(place)


def test_a_certificate_that_is_not_trusted_is_told_in_words(index, place, tmp_path, monkeypatch):
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    both = tmp_path / "both.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
    ]
    subprocess.run(
        [*command, str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")], check=True, capture_output=True
    )
    both.write_bytes((tmp_path / "key.pem").read_bytes() + (tmp_path / "cert.pem").read_bytes())
    address = index({}, certificate=str(both)).replace(
        "127.0.0.1", "localhost"
    )  # pip 25 does not check that of a bare number
    monkeypatch.setenv("PIP_INDEX_URL", address)
    assert "The certificate of the connection is not trusted" in refused(place)


@pytest.mark.slow
def test_real_wheels_on_a_system_python_without_pip(tmp_path, place):
    """Needs root, and SLIPLINE_WHEELS: a folder made by `pip download torch numpy safetensors`."""
    wheels = os.environ.get("SLIPLINE_WHEELS", "")
    if not wheels or os.geteuid() != 0 or shutil.which("unshare") is None:
        pytest.skip("needs root and SLIPLINE_WHEELS, a folder of real wheels")
    import ensurepip

    import slipline

    hidden = [
        folder
        for folder in (Path("/usr/lib/python3/dist-packages/pip"), Path(ensurepip.__file__).parent)
        if folder.is_dir()
    ]
    code = (
        "import sys; from slipline.core.worker.torch_setup import Plan, install; "
        "from slipline.core.base.progress import Silent;"
        "print(install(Plan(wheels=sys.argv[1]), Silent()))"
    )
    mounts = "".join(f"mount -t tmpfs tmpfs '{folder}' && " for folder in hidden)
    command = ["unshare", "-m", "sh", "-c", f'{mounts}exec /usr/bin/python3 -c "$0" "$1"', code]
    environment = {**os.environ, "PYTHONPATH": str(Path(slipline.__file__).parent.parent)}

    def run(folder):
        return subprocess.run([*command, folder], env=environment, capture_output=True, text=True)

    refused = run(wheels)
    assert "has no pip. Install it" in refused.stderr
    assert left_behind(place) == []
    with_pip = tmp_path / "wheels"
    shutil.copytree(wheels, with_pip)
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(with_pip), "pip"], check=True
    )
    done = run(str(with_pip))
    assert "torch 2." in done.stdout, done.stderr
    assert left_behind(place) == ["python"]
