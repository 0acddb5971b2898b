"""What is wrong with a user's data, as data; the catalogue of all there can be; the nearest right answer."""

from routemap.problems.catalogue import CATALOGUE, SECTIONS, Code, Entry, Severity
from routemap.problems.findings import Alike, Findings, group_alike
from routemap.problems.nearest import did_you_mean, nearest
from routemap.problems.problem import Fault, Problem, counted, sentence, show_value
from routemap.problems.ready import quoted_word, ready_option

__all__ = [
    "CATALOGUE",
    "SECTIONS",
    "Alike",
    "Code",
    "Entry",
    "Fault",
    "Findings",
    "Problem",
    "Severity",
    "counted",
    "did_you_mean",
    "group_alike",
    "nearest",
    "quoted_word",
    "ready_option",
    "sentence",
    "show_value",
]
